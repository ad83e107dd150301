-- Holds a place until the end of the transaction, to change it.
-- in: id uuid
-- out: versie int8
-- rows: maybe
-- index: plek_uniek
select p.versie
from plek p
where p.id = :id::uuid
for no key update
