-- Forgets changes of address that nobody can take back any more.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: emailwissel_op_einde
with weg as (delete from emailwissel e where e.terug_tot_op < :voor::timestamptz returning e.terug_tot_op)
select count(*)::int8 as aantal, min(w.terug_tot_op) as oudste from weg w
