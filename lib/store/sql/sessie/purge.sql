-- Forgets sessions that ended.
-- in: nu timestamptz
-- out: aantal int8
-- rows: one
-- index: sessie_op_verloop
with weg as (delete from sessie s where s.verloopt_op <= :nu::timestamptz returning 1)
select count(*)::int8 as aantal from weg
