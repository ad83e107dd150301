-- Forgets links that held no more before a moment: neither from when they were made, nor from the end of their activity.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: aflooplink_op_verloop, koppeling_uniek
with weg as (
	delete from aflooplink l
	where l.verloopt_op < :voor::timestamptz
		and not exists (
			select from koppeling k
			where k.id = l.koppeling_id and upper(dagdeel_tijdvak(k.einde_datum, k.dagdeel)) + interval '28 days' >= :voor::timestamptz)
	returning l.verloopt_op
)
select count(*)::int8 as aantal, min(w.verloopt_op) as oudste from weg w
