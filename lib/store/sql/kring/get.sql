-- Circles by id, in the order of the list.
-- in: ids uuid[]
-- out: id uuid, naam text, omschrijving text?, gemeenten text[], versie int8
-- rows: many
-- index: kring_uniek
select k.id, k.naam, k.omschrijving, k.gemeenten, k.versie
from kring k
where k.id = any (:ids::uuid[])
order by k.id
