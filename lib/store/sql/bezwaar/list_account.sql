-- The next objections of one account by id.
-- in: account_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: bezwaar_op_account
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select b.id
	from bezwaar b
	where b.account_id = :account_id::uuid and b.id > :na_id::uuid
	order by b.id
	limit :aantal::int8
) v
