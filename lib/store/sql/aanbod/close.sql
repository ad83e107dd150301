-- Closes some of the offers of a volunteer, or of a company and its volunteers; how many.
-- in: bedrijf_id uuid?, vrijwilliger_id uuid?, door uuid?, nu timestamptz, aantal int8
-- out: aantal int8
-- rows: one
-- index: aanbod_op_bedrijf, aanbod_op_vrijwilliger, vrijwilliger_op_bedrijf, aanbod_uniek
with deel as (
	(select a.id from aanbod a where a.bedrijf_id = :bedrijf_id::uuid and a.status <> 'gesloten' order by a.id limit :aantal::int8)
	union
	(select a.id from aanbod a where a.vrijwilliger_id = :vrijwilliger_id::uuid and a.status <> 'gesloten' order by a.id limit :aantal::int8)
	union
	(select a.id
	from vrijwilliger v
	join aanbod a on a.vrijwilliger_id = v.id
	where v.bedrijf_id = :bedrijf_id::uuid and a.status <> 'gesloten'
	limit :aantal::int8)
	limit :aantal::int8
), dicht as (
	update aanbod a
	set status = 'gesloten', versie = a.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from deel d
	where a.id = d.id and a.status <> 'gesloten'
	returning a.id
)
select count(*)::int8 as aantal from dicht d
