-- Holds the requests of a series from one of them on until the end of the transaction, in their order, so that of two who propose for it one
-- waits before it has anything. Of each how many days behind that one, and whether a match runs. None when the request is of no series.
-- in: id uuid
-- out: id uuid, dagen int4, status text, loopt bool
-- rows: many
-- index: aanvraag_uniek, aanvraag_een_per_keer, koppeling_een_lopende_per_aanvraag
select a.id, (a.van_datum - e.van_datum) as dagen, a.status,
	exists (select from koppeling k where k.aanvraag_id = a.id and koppeling_loopt(k.status)) as loopt
from aanvraag e
join aanvraag a on a.reeks_id = e.reeks_id and a.reeks_keer >= e.reeks_keer
where e.id = :id::uuid
order by a.reeks_keer
for no key update of a
