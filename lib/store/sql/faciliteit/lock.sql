-- Holds a facility until the end of the transaction.
-- in: id uuid
-- out: versie int8
-- rows: maybe
select f.versie
from faciliteit f
where f.id = :id::uuid
for no key update
