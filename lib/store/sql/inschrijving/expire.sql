-- Ends some places that nobody said yes to in time; how many. Holds each place first, as whoever takes or calls off does, and leaves out what somebody
-- has in hand. All places are held before the first booking ends: the end itself changes its place.
-- in: nu timestamptz, aantal int8
-- out: aantal int8
-- rows: one
-- index: inschrijving_te_verlopen, inschrijving_die_wacht, plek_uniek
with laat as materialized (
	select i.id
	from inschrijving i
	join plek p on p.id = i.plek_id
	where i.status = 'gevraagd' and i.verloopt_op <= :nu::timestamptz
	order by i.verloopt_op, i.id
	limit :aantal::int8
	for no key update of p skip locked
), weg as (
	update inschrijving i
	set status = 'verlopen', versie = i.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = null
	from unnest(array(select l.id from laat l)) v (id)
	where i.id = v.id and i.status = 'gevraagd' and i.verloopt_op <= :nu::timestamptz
	returning i.id
)
select count(*)::int8 as aantal from weg w
