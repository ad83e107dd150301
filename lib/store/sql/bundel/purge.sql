-- Forgets steps with many that were made long ago; what they did has its own history.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: bundel_op_tijd
with weg as (delete from bundel b where b.gemaakt_op < :voor::timestamptz returning b.gemaakt_op)
select count(*)::int8 as aantal, min(w.gemaakt_op) as oudste from weg w
