-- Forgets links that held no more before a moment.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: antwoordlink_op_verloop
with weg as (delete from antwoordlink l where l.verloopt_op < :voor::timestamptz returning l.verloopt_op)
select count(*)::int8 as aantal, min(w.verloopt_op) as oudste from weg w
