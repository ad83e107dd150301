-- What the same step tells of all times of the same series with the same offer, this one included: it goes into one letter. None of a match
-- of no series; what somebody has in hand is left out.
-- in: koppeling_id uuid, kant text, brief text, op timestamptz
-- out: koppeling_id uuid, datum date, dagdeel text
-- rows: many
-- index: koppeling_uniek, aanvraag_uniek, aanvraag_een_per_keer, koppeling_op_aanvraag, bericht_te_schrijven
select b.koppeling_id, k.datum, k.dagdeel
from koppeling e
join aanvraag o on o.id = e.aanvraag_id
join aanvraag a on a.reeks_id = o.reeks_id
join koppeling k on k.aanvraag_id = a.id and k.aanbod_id = e.aanbod_id
join bericht b on b.koppeling_id = k.id and b.kant = :kant::text and b.brief = :brief::text and b.op = :op::timestamptz
where e.id = :koppeling_id::uuid
order by k.datum, k.dagdeel
for no key update of b, k skip locked
