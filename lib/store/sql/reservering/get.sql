-- Bookings by id, for who made them and whose the facility is.
-- in: ids uuid[], alle bool, school_id uuid, bedrijf_id uuid
-- out: id uuid, faciliteit_id uuid, faciliteit text, eigen bool, school_id uuid?, bedrijf_id uuid?, koppeling_id uuid?,
--      datum date, dagdeel text, aantal int4, status text, verloopt_op timestamptz?, versie int8
-- rows: many
-- index: reservering_uniek, faciliteit_uniek
select r.id, r.faciliteit_id, f.titel as faciliteit,
	coalesce(f.school_id = :school_id::uuid, false) or coalesce(f.bedrijf_id = :bedrijf_id::uuid, false) as eigen,
	r.school_id, r.bedrijf_id, r.koppeling_id, r.datum, r.dagdeel, r.aantal, r.status, r.verloopt_op, r.versie
from reservering r
join faciliteit f on f.id = r.faciliteit_id
where r.id = any (:ids::uuid[])
	and (:alle::bool or r.school_id = :school_id::uuid or r.bedrijf_id = :bedrijf_id::uuid
		or f.school_id = :school_id::uuid or f.bedrijf_id = :bedrijf_id::uuid)
order by r.datum, r.id
