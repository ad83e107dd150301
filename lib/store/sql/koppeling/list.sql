-- The next matches by id that the caller is a side of (or staff: all three null).
-- in: status text?, aanvraag_id uuid?, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: koppeling_uniek
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select k.id
	from koppeling k
	where k.id > :na_id::uuid
		and (:status::text is null or k.status = :status::text)
		and (:aanvraag_id::uuid is null or k.aanvraag_id = :aanvraag_id::uuid)
		and (:school_id::uuid is null or k.school_id = :school_id::uuid)
		and (:bedrijf_id::uuid is null or k.bedrijf_id = :bedrijf_id::uuid)
		and (:vrijwilliger_id::uuid is null or k.vrijwilliger_id = :vrijwilliger_id::uuid)
	order by k.id
	limit :aantal::int8
) v
