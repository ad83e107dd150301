-- The next requests by id. For staff.
-- in: soort text?, status text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: aanvraag_uniek; aanvraag_op_status for one status
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select a.id
	from aanvraag a
	where a.id > :na_id::uuid
		and (:soort::text is null or a.soort = :soort::text)
		and (:status::text is null or a.status = :status::text)
	order by a.id
	limit :aantal::int8
) v
