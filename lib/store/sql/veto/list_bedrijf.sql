-- The next exclusions by id that a company asked for.
-- in: bedrijf_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: veto_op_bedrijf
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select w.id
	from veto w
	where w.bedrijf_id = :bedrijf_id::uuid
		and w.kant = 'aanbieder'
		and w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8
) v
