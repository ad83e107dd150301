-- The next open requests of a type, by id, with where their school stands and the match that still waits for a yes; also those
-- whose last day is over.
-- in: soort text, vandaag date, na_id uuid, aantal int8
-- out: id uuid, voorbij bool, gemeente_code text?, gemeente_naam text?, leerlingen int4?, koppeling_id uuid?, aanbod_id uuid?
-- rows: many
-- index: aanvraag_op_soort_en_status, aanvraag_uniek, school_uniek, gemeente_uniek, koppeling_een_lopende_per_aanvraag
select a.id, a.tot_datum <= :vandaag::date as voorbij, g.code as gemeente_code, g.naam as gemeente_naam, s.leerlingen,
	k.id as koppeling_id, k.aanbod_id
from aanvraag a
join school s on s.id = a.school_id
left join gemeente g on g.code = s.gemeente_code
left join lateral (
	select w.id, w.aanbod_id
	from koppeling w
	where w.aanvraag_id = a.id and koppeling_loopt(w.status) and w.status in ('voorgesteld', 'goedgekeurd')
	limit 1
) k on true
where a.id = any (array(
	select v.id
	from aanvraag v
	where v.soort = :soort::text
		and v.status = 'open'
		and v.id > :na_id::uuid
	order by v.id
	limit :aantal::int8))
order by a.id
