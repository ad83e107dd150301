-- Forgets closures that were over before a moment.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: sluiting_op_einde
with weg as (delete from sluiting w where w.einde_op < :voor::timestamptz returning w.einde_op)
select count(*)::int8 as aantal, min(w.einde_op) as oudste from weg w
