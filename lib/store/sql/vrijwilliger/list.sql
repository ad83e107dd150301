-- The next volunteers by id, of one company when asked for. A branch for each question: see README.md.
-- in: bedrijf_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: vrijwilliger_uniek, vrijwilliger_op_bedrijf
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select w.id
	from vrijwilliger w
	where :bedrijf_id::uuid is null
		and w.id > :na_id::uuid
		and w.gewist_op is null and w.beperkt_op is null
	order by w.id
	limit :aantal::int8)
	union all
	(select w.id
	from vrijwilliger w
	where :bedrijf_id::uuid is not null
		and w.bedrijf_id = :bedrijf_id::uuid
		and w.id > :na_id::uuid
		and w.gewist_op is null and w.beperkt_op is null
	order by w.id
	limit :aantal::int8)
) v
