-- Forgets how many invitations went out on days that are over.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: uitnodiging_dag_op_einde
with weg as (delete from uitnodiging_dag u where u.tot_op < :voor::timestamptz returning u.tot_op)
select count(*)::int8 as aantal, min(w.tot_op) as oudste from weg w
