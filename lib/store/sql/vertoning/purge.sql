-- Forgets what was shown before a moment: for each type there are weights of, as its index has it.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: vertoning_op_soort
-- seqscan: reads all of a small table
with weg as (
	delete from vertoning v
	where v.soort = any (array(select distinct g.soort from gewicht_versie g))
		and v.op < :voor::timestamptz
	returning v.op
)
select count(*)::int8 as aantal, min(w.op) as oudste from weg w
