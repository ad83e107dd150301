-- Forgets tasks that were done long ago.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: taak_klaar
with weg as (delete from taak t where t.klaar_op < :voor::timestamptz returning t.klaar_op)
select count(*)::int8 as aantal, min(w.klaar_op) as oudste from weg w
