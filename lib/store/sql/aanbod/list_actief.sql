-- The next active offers by id, of nobody who is held or restricted. For schools. A branch for each question: see README.md.
-- in: soort text?, status text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: aanbod_op_status, aanbod_op_soort_en_status
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select o.id
	from aanbod o
	where :soort::text is null
		and coalesce(:status::text, 'actief') = 'actief'
		and o.status = 'actief'
		and o.id > :na_id::uuid
		and not is_stil(o.vrijwilliger_id)
	order by o.id
	limit :aantal::int8)
	union all
	(select o.id
	from aanbod o
	where :soort::text is not null
		and coalesce(:status::text, 'actief') = 'actief'
		and o.soort = :soort::text
		and o.status = 'actief'
		and o.id > :na_id::uuid
		and not is_stil(o.vrijwilliger_id)
	order by o.id
	limit :aantal::int8)
) v
