-- Holds a report until the end of the transaction, and says where it stands.
-- in: id uuid
-- out: status text
-- rows: maybe
-- index: melding_uniek
select m.status
from melding m
where m.id = :id::uuid
for update
