-- The next requests by id for which a match was proposed to a company or a volunteer.
-- in: bedrijf_id uuid, vrijwilliger_id uuid, soort text?, status text?, campagne_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: koppeling_op_bedrijf, koppeling_op_vrijwilliger, aanvraag_uniek
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select a.id
	from aanvraag a
	where a.id = any (array(
			select k.aanvraag_id from koppeling k where k.bedrijf_id = :bedrijf_id::uuid
			union
			select k.aanvraag_id from koppeling k where k.vrijwilliger_id = :vrijwilliger_id::uuid))
		and a.id > :na_id::uuid
		and (:soort::text is null or a.soort = :soort::text)
		and (:status::text is null or a.status = :status::text)
		and (:campagne_id::uuid is null or a.campagne_id = :campagne_id::uuid)
	order by a.id
	limit :aantal::int8
) v
