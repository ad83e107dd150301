-- The open requests that an offer may fit by what is certain of both: type, level, language and size of the group, and that
-- are not over. No more than :aantal, the nearest first; a school whose place is not known counts as near.
-- in: soort text, niveaus int8, talen text[], groep_min int4, groep_max int4, rd_x int4?, rd_y int4?, vandaag date, aantal int8
-- out: ids uuid[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: one
-- index: aanvraag_op_soort_en_status, school_uniek
select coalesce(array_agg(n.id order by n.plek), '{}') as ids
from (
	select a.id, row_number() over (order by
		coalesce((s.rd_x - :rd_x::int4)::int8 ^ 2 + (s.rd_y - :rd_y::int4)::int8 ^ 2, 0), a.id) as plek
	from aanvraag a
	join school s on s.id = a.school_id
	where a.soort = :soort::text
		and a.status = 'open'
		and a.tot_datum > :vandaag::date
		and (:niveaus::int8 = 0 or a.niveau & :niveaus::int8 <> 0)
		and (cardinality(:talen::text[]) = 0 or a.taal = any (:talen::text[]))
		and a.groepsgrootte between :groep_min::int4 and :groep_max::int4
	order by plek
	limit :aantal::int8
) n
