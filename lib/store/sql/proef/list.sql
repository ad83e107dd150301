-- The next trials of a version, by id: in the order in which they were asked for.
-- in: gewicht_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: proef_op_versie
select coalesce(array_agg(n.id order by n.id), '{}') as ids
from (
	select p.id
	from proef p
	where p.gewicht_id = :gewicht_id::uuid
		and p.id > :na_id::uuid
	order by p.id
	limit :aantal::int8
) n
