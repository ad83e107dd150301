-- Forgets notes that were written long ago.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: notitie_op_tijd
with weg as (delete from notitie n where n.gemaakt_op < :voor::timestamptz returning n.gemaakt_op)
select count(*)::int8 as aantal, min(w.gemaakt_op) as oudste from weg w
