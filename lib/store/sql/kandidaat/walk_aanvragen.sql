-- The next open requests by id, to load all of them page by page; kandidaat/aanvraag has what the engine needs of them.
-- in: na_id uuid, aantal int8
-- out: ids uuid[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: one
-- index: aanvraag_op_status
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select a.id
	from aanvraag a
	where a.id > :na_id::uuid
		and a.status = 'open'
	order by a.id
	limit :aantal::int8
) v
