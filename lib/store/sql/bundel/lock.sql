-- Holds a step with many until the end of the transaction: of two who carry it out, one is the first.
-- in: id uuid
-- out: id uuid
-- rows: maybe
-- index: bundel_uniek
select b.id
from bundel b
where b.id = :id::uuid
for update
