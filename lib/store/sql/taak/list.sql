-- The next tasks by id: all of a request, or those that are open: of one owner, of nobody, or all. A branch for each question: see
-- README.md.
-- in: aanvraag_id uuid?, eigenaar_id uuid?, niemand bool, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: taak_op_aanvraag, taak_open_van, taak_open_van_niemand, taak_open
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select t.id
	from taak t
	where :aanvraag_id::uuid is not null
		and t.aanvraag_id = :aanvraag_id::uuid
		and t.id > :na_id::uuid
		and (:eigenaar_id::uuid is null or t.eigenaar_id = :eigenaar_id::uuid)
		and (not :niemand::bool or t.eigenaar_id is null)
	order by t.id
	limit :aantal::int8)
	union all
	(select t.id
	from taak t
	where :aanvraag_id::uuid is null and :eigenaar_id::uuid is not null
		and t.klaar_op is null
		and t.eigenaar_id = :eigenaar_id::uuid
		and t.id > :na_id::uuid
	order by t.id
	limit :aantal::int8)
	union all
	(select t.id
	from taak t
	where coalesce(:aanvraag_id::uuid, :eigenaar_id::uuid) is null and :niemand::bool
		and t.klaar_op is null and t.eigenaar_id is null
		and t.id > :na_id::uuid
	order by t.id
	limit :aantal::int8)
	union all
	(select t.id
	from taak t
	where coalesce(:aanvraag_id::uuid, :eigenaar_id::uuid) is null and not :niemand::bool
		and t.klaar_op is null
		and t.id > :na_id::uuid
	order by t.id
	limit :aantal::int8)
	order by id
	limit :aantal::int8
) v
