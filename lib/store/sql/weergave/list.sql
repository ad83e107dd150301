-- The next views of the list for staff by id: one's own, and those that are shared.
-- in: account_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: weergave_op_account, weergave_gedeeld
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select w.id
	from weergave w
	where w.account_id = :account_id::uuid
		and w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8)
	union
	(select w.id
	from weergave w
	where w.gedeeld
		and w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8)
	order by id
	limit :aantal::int8
) v
