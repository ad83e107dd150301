-- The next open requests of a plan, by id: those for one visit, for which no proposal runs and whose last day still comes.
-- in: soort text, campagne_id uuid?, gemeente_code text?, vandaag date, na_id uuid, aantal int8
-- out: ids uuid[], school_ids uuid[], laatste uuid?
-- rows: one
-- index: aanvraag_op_soort_en_status, aanvraag_uniek, koppeling_een_lopende_per_aanvraag, school_uniek
select coalesce(array_agg(v.id order by v.id) filter (where v.mee), '{}') as ids,
	coalesce(array_agg(v.school_id order by v.id) filter (where v.mee), '{}') as school_ids,
	max(v.id::text)::uuid as laatste
from (
	select a.id, a.school_id, a.tot_datum > :vandaag::date and a.haltes is null
		and (:campagne_id::uuid is null or a.campagne_id = :campagne_id::uuid)
		and (:gemeente_code::text is null or s.gemeente_code = :gemeente_code::text)
		and not exists (select from koppeling k where k.aanvraag_id = a.id and koppeling_loopt(k.status)) as mee
	from aanvraag a
	join school s on s.id = a.school_id
	where a.id = any (array(
		select z.id
		from aanvraag z
		where z.soort = :soort::text
			and z.status = 'open'
			and z.id > :na_id::uuid
		order by z.id
		limit :aantal::int8))
) v
