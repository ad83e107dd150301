-- The next matches by id of the requests that a teacher made.
-- in: docent_id uuid, status text?, aanvraag_id uuid?, campagne_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: aanvraag_op_maker, koppeling_op_aanvraag
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select k.id
	from koppeling k
	where k.aanvraag_id = any (array(
			select a.id from aanvraag a where a.gemaakt_door = :docent_id::uuid
				and (:campagne_id::uuid is null or a.campagne_id = :campagne_id::uuid)))
		and k.id > :na_id::uuid
		and (:aanvraag_id::uuid is null or k.aanvraag_id = :aanvraag_id::uuid)
		and (:status::text is null or k.status = :status::text)
	order by k.id
	limit :aantal::int8
) v
