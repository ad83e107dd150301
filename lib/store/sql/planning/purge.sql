-- Forgets plans that ended long ago, with their placings.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: planning_op_tijd
with weg as (
	delete from planning p
	where p.gemaakt_op < :voor::timestamptz and p.gewijzigd_op < :voor::timestamptz and p.status not in ('bezig', 'publiceert', 'trekt_in')
	returning p.gewijzigd_op
)
select count(*)::int8 as aantal, min(w.gewijzigd_op) as oudste from weg w
