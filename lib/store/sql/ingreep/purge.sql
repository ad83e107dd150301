-- Forgets what was pinned or ruled out long ago.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: ingreep_op_tijd
with weg as (delete from ingreep i where i.gemaakt_op < :voor::timestamptz returning i.gemaakt_op)
select count(*)::int8 as aantal, min(w.gemaakt_op) as oudste from weg w
