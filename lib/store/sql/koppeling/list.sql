-- The next matches by id of a side or a circle (or all: none given); those of a teacher: list_docent.
-- A branch for each question: see README.md.
-- in: status text?, aanvraag_id uuid?, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?,
--     campagne_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: koppeling_op_aanvraag, aanvraag_op_campagne, aanvraag_uniek, koppeling_op_school, koppeling_op_bedrijf, koppeling_op_vrijwilliger, koppeling_op_kring, koppeling_op_status, koppeling_uniek
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select k.id
	from koppeling k
	where :aanvraag_id::uuid is not null
		and k.aanvraag_id = :aanvraag_id::uuid
		and k.id > :na_id::uuid
		and (:campagne_id::uuid is null or (select a.campagne_id from aanvraag a where a.id = k.aanvraag_id) = :campagne_id::uuid)
		and (:status::text is null or k.status = :status::text)
		and (:school_id::uuid is null or k.school_id = :school_id::uuid)
		and (:bedrijf_id::uuid is null or k.bedrijf_id = :bedrijf_id::uuid)
		and (:vrijwilliger_id::uuid is null or k.vrijwilliger_id = :vrijwilliger_id::uuid)
		and (:kring_id::uuid is null or k.kring_id = :kring_id::uuid)
	order by k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where :aanvraag_id::uuid is null and :campagne_id::uuid is not null
		and k.aanvraag_id = any (array(select a.id from aanvraag a where a.campagne_id = :campagne_id::uuid))
		and k.id > :na_id::uuid
		and (:status::text is null or k.status = :status::text)
		and (:school_id::uuid is null or k.school_id = :school_id::uuid)
		and (:bedrijf_id::uuid is null or k.bedrijf_id = :bedrijf_id::uuid)
		and (:vrijwilliger_id::uuid is null or k.vrijwilliger_id = :vrijwilliger_id::uuid)
		and (:kring_id::uuid is null or k.kring_id = :kring_id::uuid)
	order by k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where coalesce(:aanvraag_id::uuid, :campagne_id::uuid) is null and :school_id::uuid is not null
		and k.school_id = :school_id::uuid
		and k.id > :na_id::uuid
		and (:status::text is null or k.status = :status::text)
	order by k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where coalesce(:aanvraag_id::uuid, :campagne_id::uuid) is null and :bedrijf_id::uuid is not null
		and k.bedrijf_id = :bedrijf_id::uuid
		and k.id > :na_id::uuid
		and (:status::text is null or k.status = :status::text)
	order by k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where coalesce(:aanvraag_id::uuid, :campagne_id::uuid) is null and :vrijwilliger_id::uuid is not null
		and k.vrijwilliger_id = :vrijwilliger_id::uuid
		and k.id > :na_id::uuid
		and (:status::text is null or k.status = :status::text)
	order by k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where coalesce(:aanvraag_id::uuid, :campagne_id::uuid) is null and :kring_id::uuid is not null
		and k.kring_id = :kring_id::uuid
		and k.id > :na_id::uuid
		and (:status::text is null or k.status = :status::text)
	order by k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where coalesce(:aanvraag_id::uuid, :campagne_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kring_id::uuid) is null
		and :status::text is not null
		and k.status = :status::text
		and k.id > :na_id::uuid
	order by k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where coalesce(:aanvraag_id::uuid, :campagne_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kring_id::uuid) is null
		and :status::text is null
		and k.id > :na_id::uuid
	order by k.id
	limit :aantal::int8)
	order by id
	limit :aantal::int8
) v
