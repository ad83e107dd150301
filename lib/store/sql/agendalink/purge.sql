-- Forgets links that hold no more.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: agendalink_op_verloop
with weg as (delete from agendalink k where k.verloopt_op < :voor::timestamptz returning k.verloopt_op)
select count(*)::int8 as aantal, min(w.verloopt_op) as oudste from weg w
