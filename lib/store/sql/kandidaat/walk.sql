-- The next active offers by id, to load all of them page by page; kandidaat/aanbod.sql has what the engine needs of them.
-- in: na_id uuid, aantal int8
-- out: ids uuid[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: one
-- index: aanbod_op_status
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select a.id
	from aanbod a
	where a.id > :na_id::uuid
		and a.status = 'actief'
	order by a.id
	limit :aantal::int8
) v
