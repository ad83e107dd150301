-- The class that is in this school year what the class of a request was: its name, or the name that the class had when there is none.
-- in: id uuid, schooljaar int4
-- out: klas text, gevonden bool, groepsgrootte int4?
-- rows: one
-- index: aanvraag_uniek, klas_uniek, klas_op_school, klas_jaar_uniek
select coalesce(n.naam, klas_zonder_schooljaar(c.naam)) as klas, n.id is not null as gevonden, n.groepsgrootte
from aanvraag a
join klas c on c.id = a.klas_id
left join lateral klas_nu(a.klas_id, a.niveau, :schooljaar::int4) n on true
where a.id = :id::uuid
