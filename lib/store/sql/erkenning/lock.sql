-- Holds an accreditation until the end of the transaction, to change it.
-- in: id uuid
-- out: versie int8
-- rows: maybe
-- index: erkenning_uniek
select e.versie
from erkenning e
where e.id = :id::uuid
for update
