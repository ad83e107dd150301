-- Forgets what was handed over long ago.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: overdracht_op_tijd
with weg as (delete from overdracht o where o.gemaakt_op < :voor::timestamptz returning o.gemaakt_op)
select count(*)::int8 as aantal, min(w.gemaakt_op) as oudste from weg w
