-- Forgets consent that was taken back long ago.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: akkoord_op_einde
with weg as (delete from akkoord k where k.ingetrokken_op < :voor::timestamptz returning k.ingetrokken_op)
select count(*)::int8 as aantal, min(w.ingetrokken_op) as oudste from weg w
