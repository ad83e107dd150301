-- The next requests by id. For staff. A branch for each question: see README.md.
-- in: soort text?, status text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: aanvraag_uniek, aanvraag_op_soort, aanvraag_op_status, aanvraag_op_soort_en_status
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select a.id
	from aanvraag a
	where :soort::text is null and :status::text is null
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
	union all
	(select a.id
	from aanvraag a
	where :soort::text is not null and :status::text is null
		and a.soort = :soort::text
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
	union all
	(select a.id
	from aanvraag a
	where :soort::text is null and :status::text is not null
		and a.status = :status::text
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
	union all
	(select a.id
	from aanvraag a
	where :soort::text is not null and :status::text is not null
		and a.soort = :soort::text
		and a.status = :status::text
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
) v
