-- The offers that other times of the series of a request have, the one with most of them first: so the same people go on coming.
-- in: aanvraag_id uuid
-- out: ids uuid[]
-- rows: one
-- index: aanvraag_uniek, aanvraag_een_per_keer, koppeling_een_lopende_per_aanvraag
select coalesce(array_agg(g.aanbod_id order by g.keren desc, g.aanbod_id), '{}') as ids
from (
	select k.aanbod_id, count(*) as keren
	from aanvraag e
	join aanvraag a on a.reeks_id = e.reeks_id and a.id <> e.id
	join koppeling k on k.aanvraag_id = a.id and koppeling_loopt(k.status)
	where e.id = :aanvraag_id::uuid
	group by k.aanbod_id
) g
