-- Forgets bookings of places that were over before a moment.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: inschrijving_op_einde
with weg as (delete from inschrijving i where i.einde_op < :voor::timestamptz returning i.einde_op)
select count(*)::int8 as aantal, min(w.einde_op) as oudste from weg w
