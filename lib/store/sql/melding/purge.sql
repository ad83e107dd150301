-- Forgets reports that were closed long ago.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: melding_op_einde
with weg as (
	delete from melding m
	where m.status = 'afgesloten' and m.gewijzigd_op < :voor::timestamptz
	returning m.gewijzigd_op
)
select count(*)::int8 as aantal, min(w.gewijzigd_op) as oudste from weg w
