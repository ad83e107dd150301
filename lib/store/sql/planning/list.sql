-- The next plans by id: in the order in which they were asked for.
-- in: campagne_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: planning_uniek
select coalesce(array_agg(n.id order by n.id), '{}') as ids
from (
	select p.id
	from planning p
	where p.id > :na_id::uuid
		and (:campagne_id::uuid is null or p.campagne_id = :campagne_id::uuid)
	order by p.id
	limit :aantal::int8
) n
