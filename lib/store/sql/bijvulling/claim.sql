-- The refill that waits longest, with its request, for the worker that asks; what somebody has in hand is left out. The match that ended
-- says which half-day was wanted, and which others would do when a side declined for that.
-- in: nu timestamptz
-- out: id uuid, aanvraag_id uuid, koppeling_id uuid, datum date, dagdeel text, aanbod_id uuid, halte int4, van_min int4?, tot_min int4?, andere_tijdvakken int4[]
-- rows: maybe
-- index: bijvulling_te_doen, aanvraag_uniek, koppeling_uniek
select b.id, b.aanvraag_id, b.koppeling_id, k.datum, k.dagdeel, k.aanbod_id, b.halte,
	(extract(epoch from (lower(k.halte_tijd) at time zone 'Europe/Amsterdam')::time) / 60)::int4 as van_min,
	(extract(epoch from (upper(k.halte_tijd) at time zone 'Europe/Amsterdam')::time) / 60)::int4 as tot_min, k.andere_tijdvakken
from bijvulling b
join aanvraag a on a.id = b.aanvraag_id
join koppeling k on k.id = b.koppeling_id
where b.status = 'wacht'
	and b.volgende_op <= :nu::timestamptz
order by b.volgende_op, b.id
limit 1
for no key update of b, a skip locked
