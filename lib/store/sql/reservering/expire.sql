-- Ends some bookings that nobody said yes to in time; how many. What somebody has in hand is left out.
-- in: nu timestamptz, aantal int8
-- out: aantal int8
-- rows: one
-- index: reservering_te_verlopen, reservering_uniek
with laat as materialized (
	select r.id from reservering r
	where r.status = 'gevraagd' and r.verloopt_op <= :nu::timestamptz
	order by r.verloopt_op, r.id
	limit :aantal::int8
	for no key update skip locked
), weg as (
	update reservering r
	set status = 'verlopen', versie = r.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = null
	from laat l
	where r.id = l.id
	returning r.id
)
select count(*)::int8 as aantal from weg w
