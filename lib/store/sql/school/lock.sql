-- Holds a school until the end of the transaction, to change it.
-- in: id uuid
-- out: versie int8
-- rows: maybe
-- index: school_uniek
select s.versie
from school s
where s.id = :id::uuid
for update
