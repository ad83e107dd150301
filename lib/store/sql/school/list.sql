-- The next open schools by name, of a kind and with words in name or place when asked for. A branch for each question:
-- see README.md.
-- in: soort text?, zoek text?, na_naam text, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: school_op_naam, school_op_soort, school_op_zoektekst
with gevonden as materialized (
	select s.id, s.naam
	from school s
	where :zoek::text is not null
		and s.zoektekst like :zoek::text
		and s.gesloten_op is null
		and (:soort::text is null or s.soort = :soort::text)
)
select coalesce(array_agg(v.id order by v.naam, v.id), '{}') as ids
from (
	(select s.id, s.naam
	from school s
	where :soort::text is null and :zoek::text is null
		and s.gesloten_op is null
		and (s.naam, s.id) > (:na_naam::text, :na_id::uuid)
	order by s.naam, s.id
	limit :aantal::int8)
	union all
	(select s.id, s.naam
	from school s
	where :soort::text is not null and :zoek::text is null
		and s.soort = :soort::text
		and s.gesloten_op is null
		and (s.naam, s.id) > (:na_naam::text, :na_id::uuid)
	order by s.naam, s.id
	limit :aantal::int8)
	union all
	(select s.id, s.naam
	from gevonden s
	where :zoek::text is not null
		and (s.naam, s.id) > (:na_naam::text, :na_id::uuid)
	order by s.naam, s.id
	limit :aantal::int8)
) v
