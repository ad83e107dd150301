-- Holds the matches of a series behind one of them that run with the same offer, in their order, until the end of the transaction.
-- in: id uuid
-- out: id uuid, status text, datum date, dagdeel text, begint_op timestamptz, school_bevestigd bool, aanbieder_bevestigd bool
-- rows: many
-- index: koppeling_uniek, aanvraag_uniek, aanvraag_een_per_keer, koppeling_een_lopende_per_aanvraag, tijd_uniek
select k.id, k.status, k.datum, k.dagdeel, t.van_op as begint_op, k.school_bevestigd_op is not null as school_bevestigd,
	k.aanbieder_bevestigd_op is not null as aanbieder_bevestigd
from koppeling e
join aanvraag o on o.id = e.aanvraag_id
join aanvraag a on a.reeks_id = o.reeks_id and a.reeks_keer > o.reeks_keer
join koppeling k on k.aanvraag_id = a.id and k.aanbod_id = e.aanbod_id and koppeling_loopt(k.status)
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where e.id = :id::uuid
order by a.reeks_keer
for update of k
