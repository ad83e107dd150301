-- Forgets keys that hold no more.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: sleutel_op_verloop
with weg as (delete from sleutel k where k.verloopt_op < :voor::timestamptz returning k.verloopt_op)
select count(*)::int8 as aantal, min(w.verloopt_op) as oudste from weg w
