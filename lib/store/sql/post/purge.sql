-- Forgets letters of long ago, delivered or not.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: post_op_gemaakt
with weg as (delete from post p where p.gemaakt_op < :voor::timestamptz returning p.gemaakt_op)
select count(*)::int8 as aantal, min(w.gemaakt_op) as oudste from weg w
