-- Forgets letters of long ago, delivered or not.
-- in: voor timestamptz
-- out: aantal int8
-- rows: one
-- index: post_op_gemaakt
with weg as (delete from post p where p.gemaakt_op < :voor::timestamptz returning 1)
select count(*)::int8 as aantal from weg
