-- Forgets objections that were rejected or withdrawn long ago.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: bezwaar_op_einde
with weg as (
	delete from bezwaar b
	where b.status in ('afgewezen', 'ingetrokken') and b.gewijzigd_op < :voor::timestamptz
	returning b.gewijzigd_op
)
select count(*)::int8 as aantal, min(w.gewijzigd_op) as oudste from weg w
