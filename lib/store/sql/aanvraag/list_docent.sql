-- The next requests by id that a teacher made.
-- in: docent_id uuid, soort text?, status text?, campagne_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: aanvraag_op_maker
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select a.id
	from aanvraag a
	where a.gemaakt_door = :docent_id::uuid
		and a.id > :na_id::uuid
		and (:soort::text is null or a.soort = :soort::text)
		and (:status::text is null or a.status = :status::text)
		and (:campagne_id::uuid is null or a.campagne_id = :campagne_id::uuid)
	order by a.id
	limit :aantal::int8
) v
