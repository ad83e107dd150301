-- The next volunteers by id, of one company when asked for.
-- in: bedrijf_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: vrijwilliger_uniek; vrijwilliger_op_bedrijf for a company
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select w.id
	from vrijwilliger w
	where w.id > :na_id::uuid
		and (:bedrijf_id::uuid is null or w.bedrijf_id = :bedrijf_id::uuid)
	order by w.id
	limit :aantal::int8
) v
