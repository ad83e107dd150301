-- Forgets sessions that ended.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: sessie_op_verloop
with weg as (delete from sessie s where s.verloopt_op < :voor::timestamptz returning s.verloopt_op)
select count(*)::int8 as aantal, min(w.verloopt_op) as oudste from weg w
