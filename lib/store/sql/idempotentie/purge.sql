-- Forgets answers whose key need not be known any more.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: idempotentie_op_gemaakt
with weg as (delete from idempotentie i where i.gemaakt_op < :voor::timestamptz returning i.gemaakt_op)
select count(*)::int8 as aantal, min(w.gemaakt_op) as oudste from weg w
