-- Holds a campaign until the end of the transaction, to change it.
-- in: id uuid
-- out: versie int8
-- rows: maybe
select c.versie
from campagne c
where c.id = :id::uuid
for no key update
