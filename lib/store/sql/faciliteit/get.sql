-- Facilities by id: those that can be booked, and the caller's own. With how many bookings the last change called off.
-- in: ids uuid[], alle bool, school_id uuid, bedrijf_id uuid
-- out: id uuid, school_id uuid?, bedrijf_id uuid?, kring_id uuid?, soort text, titel text, omschrijving text?, voorwaarden text?,
--      plaats text, eenheid text, capaciteit int4, dagdelen int4, van_datum date, tot_datum date?, uitzonderingen int4[], extra int4[],
--      open_voor text[], goedkeuring bool, status text, afgezegd int4, versie int8
-- rows: many
-- seqscan: there are hundreds of facilities
select f.id, f.school_id, f.bedrijf_id, f.kring_id, f.soort, f.titel, f.omschrijving, f.voorwaarden,
	f.plaats, f.eenheid, f.capaciteit, f.dagdelen, f.van_datum, f.tot_datum, f.uitzonderingen, f.extra,
	f.open_voor, f.goedkeuring, f.status,
	(select count(*)::int4
	from reservering r
	where r.faciliteit_id = f.id and r.datum >= (f.gewijzigd_op at time zone 'Europe/Amsterdam')::date
		and r.ruimte_dicht and r.gewijzigd_op = f.gewijzigd_op) as afgezegd,
	f.versie
from faciliteit f
where f.id = any (:ids::uuid[])
	and (f.status = 'actief' or :alle::bool or f.school_id = :school_id::uuid or f.bedrijf_id = :bedrijf_id::uuid)
order by f.id
