-- Forgets what was shown for these types before a moment.
-- in: soorten text[], voor timestamptz
-- out: aantal int8
-- rows: one
-- index: vertoning_op_soort
with weg as (
	delete from vertoning v
	where v.soort = any (:soorten::text[])
		and v.op < :voor::timestamptz
	returning 1
)
select count(*)::int8 as aantal from weg
