-- Forgets tokens that hold no more.
-- in: nu timestamptz
-- out: aantal int8
-- rows: one
-- index: eenmalig_op_verloop
with weg as (delete from eenmalig e where e.verloopt_op <= :nu::timestamptz returning 1)
select count(*)::int8 as aantal from weg
