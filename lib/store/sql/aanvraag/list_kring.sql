-- The next requests by id of the schools in the municipalities of a circle.
-- in: kring_id uuid, soort text?, status text?, campagne_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: kring_uniek, school_op_gemeente, aanvraag_op_school
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select a.id
	from aanvraag a
	where a.school_id = any (array(
			select s.id from kring r
			join school s on s.gemeente_code = any (r.gemeenten) and s.gesloten_op is null
			where r.id = :kring_id::uuid))
		and a.id > :na_id::uuid
		and (:soort::text is null or a.soort = :soort::text)
		and (:status::text is null or a.status = :status::text)
		and (:campagne_id::uuid is null or a.campagne_id = :campagne_id::uuid)
	order by a.id
	limit :aantal::int8
) v
