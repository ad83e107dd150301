-- The version of the weights in force for a type: the factors that it names, and what each weighs.
-- in: soort text
-- out: versie int4, factoren text[], gewichten int4[]
-- rows: one
-- index: gewicht_versie_een_actief_per_soort, gewicht_factor_uniek
select v.versie, coalesce(f.factoren, '{}') as factoren, coalesce(f.gewichten, '{}') as gewichten
from gewicht_versie v
cross join lateral (
	select array_agg(g.factor order by g.factor) as factoren, array_agg(g.gewicht order by g.factor) as gewichten
	from gewicht_factor g
	where g.soort = v.soort and g.versie = v.versie
) f
where v.soort = :soort::text
	and v.status = 'actief'
