-- The series of a request.
-- in: id uuid
-- out: id uuid, ritme_weken int4, overgeslagen date[], overgeslagen_soort text[], overgeslagen_naam text[]
-- rows: maybe
-- index: aanvraag_uniek, reeks_uniek
select e.id, e.ritme_weken, e.overgeslagen, e.overgeslagen_soort, e.overgeslagen_naam
from aanvraag a
join reeks e on e.id = a.reeks_id
where a.id = :id::uuid
