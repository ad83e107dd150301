-- Holds one until the end of the transaction.
-- in: id uuid
-- out: versie int8, ingetrokken bool
-- rows: maybe
-- index: ingreep_uniek
select i.versie, i.ingetrokken_op is not null as ingetrokken
from ingreep i
where i.id = :id::uuid
for update
