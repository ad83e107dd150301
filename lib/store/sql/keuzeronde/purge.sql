-- Forgets rounds whose term was over before a moment, with all that was ranked in them.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: keuzeronde_op_tijd
with weg as (delete from keuzeronde r where r.tot_op < :voor::timestamptz returning r.tot_op)
select count(*)::int8 as aantal, min(w.tot_op) as oudste from weg w
