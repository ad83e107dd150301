-- The next reports by id.
-- in: na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: melding_uniek
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select m.id
	from melding m
	where m.id > :na_id::uuid
	order by m.id
	limit :aantal::int8
) v
