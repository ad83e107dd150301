-- Forgets saved searches that nobody used.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: zoekopdracht_op_gebruik
with weg as (delete from zoekopdracht z where z.gebruikt_op < :voor::timestamptz returning z.gebruikt_op)
select count(*)::int8 as aantal, min(w.gebruikt_op) as oudste from weg w
