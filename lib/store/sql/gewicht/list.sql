-- The next versions of the weights, by type and version.
-- in: soort text?, status text?, na_soort text, na_versie int4, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: gewicht_versie_uniek
select coalesce(array_agg(n.id), '{}') as ids
from (
	select v.id
	from gewicht_versie v
	where (v.soort, v.versie) > (:na_soort::text, :na_versie::int4)
		and (:soort::text is null or v.soort = :soort::text)
		and (:status::text is null or v.status = :status::text)
	order by v.soort, v.versie
	limit :aantal::int8
) n
