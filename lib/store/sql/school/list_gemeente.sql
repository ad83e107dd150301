-- The next open schools of one municipality, by code or folded name, otherwise as school/list.
-- in: gemeente_code text, gemeente_zoeknaam text, soort text?, zoek text?,
--     na_naam text, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: school_op_gemeente, gemeente_uniek, gemeente_op_zoeknaam
select coalesce(array_agg(v.id order by v.naam, v.id), '{}') as ids
from (
	select s.id, s.naam
	from school s
	where s.gesloten_op is null
		and s.gemeente_code = any (array(
			select g.code from gemeente g
			where g.code = :gemeente_code::text or g.zoeknaam = :gemeente_zoeknaam::text))
		and (s.naam, s.id) > (:na_naam::text, :na_id::uuid)
		and (:soort::text is null or s.soort = :soort::text)
		and (:zoek::text is null or s.zoektekst like :zoek::text)
	order by s.naam, s.id
	limit :aantal::int8
) v
