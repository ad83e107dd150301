-- The next accreditations of a company by id.
-- in: bedrijf_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: erkenning_op_bedrijf
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select e.id
	from erkenning e
	where e.bedrijf_id = :bedrijf_id::uuid
		and e.id > :na_id::uuid
	order by e.id
	limit :aantal::int8
) v
