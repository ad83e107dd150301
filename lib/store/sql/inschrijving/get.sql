-- Bookings of places by id, for who made them and whose the visit is.
-- in: ids uuid[], alle bool, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid
-- out: id uuid, plek_id uuid, campagne_id uuid, soort text, titel text, van_op timestamptz, tot_op timestamptz, eigen bool, bij_bedrijf bool, school_id uuid?, klas_id uuid?,
--      bedrijf_id uuid?, vrijwilliger_id uuid?, aantal int4, status text, verloopt_op timestamptz?, versie int8
-- rows: many
-- index: inschrijving_uniek, plek_uniek
select i.id, i.plek_id, i.campagne_id, p.soort, p.titel, p.van_op, p.tot_op, coalesce(p.bedrijf_id = :bedrijf_id::uuid, false) as eigen,
	p.bedrijf_id is not null as bij_bedrijf,
	i.school_id, i.klas_id, i.bedrijf_id, i.vrijwilliger_id, i.aantal, i.status, i.verloopt_op, i.versie
from inschrijving i
join plek p on p.id = i.plek_id
where i.id = any (:ids::uuid[])
	and (:alle::bool or i.school_id = :school_id::uuid or i.bedrijf_id = :bedrijf_id::uuid or i.vrijwilliger_id = :vrijwilliger_id::uuid
		or p.bedrijf_id = :bedrijf_id::uuid)
order by i.id
