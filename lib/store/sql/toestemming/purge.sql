-- Forgets codes that hold no more.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: toestemming_op_verloop
with weg as (delete from toestemming t where t.verloopt_op < :voor::timestamptz returning t.verloopt_op)
select count(*)::int8 as aantal, min(w.verloopt_op) as oudste from weg w
