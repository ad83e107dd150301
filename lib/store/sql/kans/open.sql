-- The open requests that an offer may fit by what is certain of both: type, level, language and size of the group, and that
-- are not over; of one municipality (by code or folded name) when that is asked. No more than :aantal: first those on a topic of the
-- offer, of these the nearest; a school whose place is not known counts as near. And how many there are in all.
-- in: soort text, themas text[], niveaus int8, talen text[], groep_min int4, groep_max int4, rd_x int4?, rd_y int4?, gemeente_code text?, gemeente_zoeknaam text?, vandaag date, aantal int8
-- out: ids uuid[], passend int8
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: one
-- index: aanvraag_op_soort_en_status, school_uniek, gemeente_uniek, gemeente_op_zoeknaam
select coalesce(array_agg(n.id order by n.plek) filter (where n.plek <= :aantal::int8), '{}') as ids, count(*) as passend
from (
	select a.id, row_number() over (order by a.themas && :themas::text[] desc,
		coalesce((s.rd_x - :rd_x::int4)::int8 ^ 2 + (s.rd_y - :rd_y::int4)::int8 ^ 2, 0), a.id) as plek
	from aanvraag a
	cross join lateral (
		select o.rd_x, o.rd_y, o.gemeente_code
		from school o
		where o.id = a.school_id
		offset 0 -- one school for each request by its key, rather than all schools
	) s
	where a.soort = :soort::text
		and a.status = 'open'
		and a.tot_datum > :vandaag::date
		and (:niveaus::int8 = 0 or a.niveau & :niveaus::int8 <> 0)
		and (cardinality(:talen::text[]) = 0 or a.taal = any (:talen::text[]))
		and a.groepsgrootte between :groep_min::int4 and :groep_max::int4
		and (:gemeente_code::text is null or s.gemeente_code = any (array(select g.code from gemeente g
			where g.code = :gemeente_code::text or g.zoeknaam = :gemeente_zoeknaam::text)))
) n
