-- Forgets what waited for staff and can no longer be decided.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: werkvoorraad_op_einde
with weg as (delete from werkvoorraad w where w.eindigt_op < :voor::timestamptz returning w.eindigt_op)
select count(*)::int8 as aantal, min(w.eindigt_op) as oudste from weg w
