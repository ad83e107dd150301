-- The next exclusions by id that a volunteer asked for.
-- in: vrijwilliger_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: veto_op_vrijwilliger
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select w.id
	from veto w
	where w.vrijwilliger_id = :vrijwilliger_id::uuid
		and w.kant = 'aanbieder'
		and w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8
) v
