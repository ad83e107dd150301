-- The next exclusions by id. For staff.
-- in: na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: veto_uniek
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select w.id
	from veto w
	where w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8
) v
