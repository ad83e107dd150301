-- Other weights for a draft: all factors are given.
-- in: id uuid, factoren text[], gewichten int4[], nu timestamptz, account_id uuid
-- out: wijziging int8
-- rows: one
-- index: gewicht_versie_id_uniek
with concept as (
	update gewicht_versie v
	set wijziging = v.wijziging + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
	where v.id = :id::uuid
	returning v.soort, v.versie, v.wijziging
), factoren as (
	insert into gewicht_factor (soort, versie, factor, gewicht)
	select c.soort, c.versie, g.factor, g.gewicht
	from concept c
	cross join lateral unnest(:factoren::text[], :gewichten::int4[]) g (factor, gewicht)
	on conflict (soort, versie, factor) do update set gewicht = excluded.gewicht
)
select c.wijziging from concept c
