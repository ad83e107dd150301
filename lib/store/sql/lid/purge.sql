-- Forgets invitations that nobody said yes to.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: lid_uitgenodigd
with weg as (
	delete from lid l
	where l.uitgenodigd_als is not null and l.gewijzigd_op < :voor::timestamptz
	returning l.gewijzigd_op
)
select count(*)::int8 as aantal, min(w.gewijzigd_op) as oudste from weg w
