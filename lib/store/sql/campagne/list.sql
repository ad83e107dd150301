-- The next campaigns by id: those that run, or all of them.
-- in: gesloten bool, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- seqscan: there are tens of campaigns
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select c.id
	from campagne c
	where c.id > :na_id::uuid
		and (:gesloten::bool or c.status = 'actief')
	order by c.id
	limit :aantal::int8
) v
