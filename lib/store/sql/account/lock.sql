-- Holds an account until the end of the transaction: who counts or compares what it has, does so one by one.
-- in: id uuid
-- out: id uuid
-- rows: one
-- index: account_uniek
select a.id
from account a
where a.id = :id::uuid
for no key update of a
