-- The match of the same series with the same offer in a half-day: what runs, else the last one there.
-- in: id uuid, datum date, dagdeel text
-- out: id uuid
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, aanvraag_een_per_keer, koppeling_op_aanvraag
select k.id
from koppeling e
join aanvraag o on o.id = e.aanvraag_id
join aanvraag a on a.reeks_id = o.reeks_id
join koppeling k on k.aanvraag_id = a.id and k.aanbod_id = e.aanbod_id
where e.id = :id::uuid and k.datum = :datum::date and k.dagdeel = :dagdeel::text
order by koppeling_loopt(k.status) desc, k.id desc
limit 1
