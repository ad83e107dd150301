-- Closes a company that does not come back, as the overdracht says, and ends some of the memberships of it, of its volunteers or of one
-- volunteer; how many of both.
-- in: overdracht_id uuid, door uuid?, nu timestamptz, aantal int8
-- out: aantal int8
-- rows: one
-- index: overdracht_uniek, bedrijf_op_id, vrijwilliger_op_bedrijf, lid_op_bedrijf, lid_op_vrijwilliger, lid_uniek
with wie as materialized (
	select o.bedrijf_id, o.vrijwilliger_id from overdracht o where o.id = :overdracht_id::uuid and o.sluiten
), dicht as (
	update bedrijf b
	set gesloten_op = (:nu::timestamptz at time zone 'Europe/Amsterdam')::date, versie = b.versie + 1, gewijzigd_op = :nu::timestamptz,
		gewijzigd_door = :door::uuid
	from wie w
	where b.id = w.bedrijf_id and b.gesloten_op is null
	returning b.id
), zei_het as (
	update overdracht o set sloot_bedrijf = true from dicht d where o.id = :overdracht_id::uuid and o.bedrijf_id = d.id
), onze as materialized (
	select l.id from wie w join lid l on l.bedrijf_id = w.bedrijf_id where l.status <> 'beeindigd'
	union
	select l.id
	from wie w
	join vrijwilliger v on v.bedrijf_id = w.bedrijf_id
	join lid l on l.vrijwilliger_id = v.id
	where l.status <> 'beeindigd'
	union
	select l.id from wie w join lid l on l.vrijwilliger_id = w.vrijwilliger_id where l.status <> 'beeindigd'
	order by 1
	limit :aantal::int8
), weg as (
	update lid l
	set status = 'beeindigd', beeindigd_met = case when l.status = 'actief' then :overdracht_id::uuid end, versie = l.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from onze o
	where l.id = o.id
	returning l.id
)
select (select count(*) from dicht)::int8 + (select count(*) from weg)::int8 as aantal
