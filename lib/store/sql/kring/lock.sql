-- Holds a circle until the end of the transaction, to change it.
-- in: id uuid
-- out: versie int8
-- rows: maybe
-- index: kring_uniek
select k.versie
from kring k
where k.id = :id::uuid
for update
