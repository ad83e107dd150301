-- The next exclusions by id that a school asked for.
-- in: school_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: veto_een_tegelijk
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select w.id
	from veto w
	where w.school_id = :school_id::uuid
		and w.kant = 'school'
		and w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8
) v
