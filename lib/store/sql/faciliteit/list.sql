-- The next facilities by id, those that can be booked and the caller's own closed ones.
-- in: soort text?, alle bool, school_id uuid, bedrijf_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- seqscan: there are hundreds of facilities
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select f.id
	from faciliteit f
	where f.id > :na_id::uuid
		and (:soort::text is null or f.soort = :soort::text)
		and (f.status = 'actief' or :alle::bool or f.school_id = :school_id::uuid or f.bedrijf_id = :bedrijf_id::uuid)
	order by f.id
	limit :aantal::int8
) v
