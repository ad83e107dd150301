-- Forgets answers whose key need not be known any more.
-- in: voor timestamptz
-- out: aantal int8
-- rows: one
-- index: idempotentie_op_gemaakt
with weg as (delete from idempotentie i where i.gemaakt_op < :voor::timestamptz returning 1)
select count(*)::int8 as aantal from weg
