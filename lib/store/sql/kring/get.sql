-- Circles by id, in the order of the list.
-- in: ids uuid[]
-- out: id uuid, naam text, omschrijving text?, gemeenten text[], max_per_week int4?, max_per_schooljaar int4?, versie int8
-- rows: many
-- index: kring_uniek
select k.id, k.naam, k.omschrijving, k.gemeenten, k.max_per_week, k.max_per_schooljaar, k.versie
from kring k
where k.id = any (:ids::uuid[])
order by k.id
