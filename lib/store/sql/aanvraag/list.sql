-- The next requests by id. For staff. A branch for each question: see README.md.
-- in: soort text?, status text?, campagne_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: aanvraag_uniek, aanvraag_op_soort, aanvraag_op_status, aanvraag_op_soort_en_status, aanvraag_op_campagne
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select a.id
	from aanvraag a
	where :campagne_id::uuid is null and :soort::text is null and :status::text is null
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
	union all
	(select a.id
	from aanvraag a
	where :campagne_id::uuid is null and :soort::text is not null and :status::text is null
		and a.soort = :soort::text
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
	union all
	(select a.id
	from aanvraag a
	where :campagne_id::uuid is null and :soort::text is null and :status::text is not null
		and a.status = :status::text
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
	union all
	(select a.id
	from aanvraag a
	where :campagne_id::uuid is null and :soort::text is not null and :status::text is not null
		and a.soort = :soort::text
		and a.status = :status::text
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
	union all
	(select a.id
	from aanvraag a
	where :campagne_id::uuid is not null
		and a.campagne_id = :campagne_id::uuid
		and a.id > :na_id::uuid
		and (:soort::text is null or a.soort = :soort::text)
		and (:status::text is null or a.status = :status::text)
	order by a.id
	limit :aantal::int8)
) v
