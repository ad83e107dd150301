-- Forgets trials that ended long ago.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- seqscan: reads all of a small table
with weg as (delete from proef p where p.status <> 'bezig' and p.gewijzigd_op < :voor::timestamptz returning p.gewijzigd_op)
select count(*)::int8 as aantal, min(w.gewijzigd_op) as oudste from weg w
