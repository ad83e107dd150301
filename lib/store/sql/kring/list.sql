-- The next circles by id.
-- in: na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: kring_uniek
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select k.id
	from kring k
	where k.id > :na_id::uuid
	order by k.id
	limit :aantal::int8
) v
