-- Forgets tokens that hold no more.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: eenmalig_op_verloop
with weg as (delete from eenmalig e where e.verloopt_op < :voor::timestamptz returning e.verloopt_op)
select count(*)::int8 as aantal, min(w.verloopt_op) as oudste from weg w
