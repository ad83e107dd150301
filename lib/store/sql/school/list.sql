-- The next open schools by name, of a kind and with words in name or place when asked for.
-- in: soort text?, zoek text?, na_naam text, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: school_op_naam; school_op_zoektekst when few match
select coalesce(array_agg(v.id order by v.naam, v.id), '{}') as ids
from (
	select s.id, s.naam
	from school s
	where s.gesloten_op is null
		and (s.naam, s.id) > (:na_naam::text, :na_id::uuid)
		and (:soort::text is null or s.soort = :soort::text)
		and (:zoek::text is null or s.zoektekst like :zoek::text)
	order by s.naam, s.id
	limit :aantal::int8
) v
