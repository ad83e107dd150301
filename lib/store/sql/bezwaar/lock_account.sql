-- The same for the one that an account has against a use and that was neither rejected nor withdrawn.
-- in: account_id uuid, doel text
-- out: id uuid
-- rows: maybe
-- index: bezwaar_op_account
select b.id
from bezwaar b
where b.account_id = :account_id::uuid
	and b.doel = :doel::text
	and b.status in ('open', 'toegewezen')
for update of b
