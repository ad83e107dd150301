-- Holds an objection until the end of the transaction, and says where it stands.
-- in: id uuid
-- out: account_id uuid?, vrijwilliger_id uuid?, status text
-- rows: maybe
-- index: bezwaar_uniek
select b.account_id, b.vrijwilliger_id, b.status
from bezwaar b
where b.id = :id::uuid
for update of b
