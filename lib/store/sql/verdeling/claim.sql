-- The next pair of a published round that was not proposed yet, and who published it. What somebody has in hand is left out.
-- out: keuzeronde_id uuid, aanvraag_id uuid, aanbod_id uuid, door uuid?
-- rows: maybe
-- seqscan: there are a few rounds a year
-- index: verdeling_regel_uniek
select g.keuzeronde_id, g.aanvraag_id, g.aanbod_id, r.gewijzigd_door as door
from keuzeronde r
cross join lateral (
	select v.keuzeronde_id, v.aanvraag_id, v.aanbod_id
	from verdeling_regel v
	where v.keuzeronde_id = r.id and v.aanbod_id is not null and v.klaar_op is null
	order by v.aanvraag_id
	limit 1
	for no key update skip locked
) g
where r.status = 'gepubliceerd'
order by r.tot_op, r.id
limit 1
