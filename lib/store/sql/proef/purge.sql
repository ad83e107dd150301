-- Forgets trials that ended long ago.
-- in: voor timestamptz
-- out: aantal int8
-- rows: one
-- seqscan: reads all of a small table
with weg as (delete from proef p where p.status <> 'bezig' and p.gewijzigd_op < :voor::timestamptz returning 1)
select count(*)::int8 as aantal from weg
