-- Holds a task until the end of the transaction.
-- in: id uuid
-- out: versie int8
-- rows: maybe
-- index: taak_uniek
select t.versie
from taak t
where t.id = :id::uuid
for update
