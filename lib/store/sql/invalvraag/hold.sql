-- Holds a question for a stand-in and first its request, as whoever answers does: no answer comes in between.
-- in: id uuid
-- out: status text, versie int8, datum date, dagdeel text, begint_op timestamptz, klas text, school_naam text
-- rows: maybe
-- index: invalvraag_uniek, aanvraag_uniek, school_uniek, klas_uniek
select v.status, v.versie, v.datum, v.dagdeel, lower(dagdeel_tijdvak(v.datum, v.dagdeel)) as begint_op, c.naam as klas, s.naam as school_naam
from aanvraag a
join invalvraag v on v.aanvraag_id = a.id
join school s on s.id = v.school_id
join klas c on c.id = a.klas_id
where v.id = :id::uuid
for no key update of a, v
