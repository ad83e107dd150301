-- A draft, of a person or of the program itself, under the next number of its type; the versions of the type are held by gewicht/lock.
-- in: soort text, factoren text[], gewichten int4[], nu timestamptz, account_id uuid?
-- out: id uuid
-- rows: one
-- index: gewicht_versie_uniek
with nieuw as (
	insert into gewicht_versie as n (soort, versie, status, gemaakt_op, gemaakt_door, gewijzigd_op, gewijzigd_door)
	select :soort::text, max(v.versie) + 1, 'concept', :nu::timestamptz, :account_id::uuid, :nu::timestamptz, :account_id::uuid
	from gewicht_versie v
	where v.soort = :soort::text
	returning n.id, n.soort, n.versie
), factoren as (
	insert into gewicht_factor (soort, versie, factor, gewicht)
	select n.soort, n.versie, g.factor, g.gewicht
	from nieuw n
	cross join lateral unnest(:factoren::text[], :gewichten::int4[]) g (factor, gewicht)
)
select n.id from nieuw n
