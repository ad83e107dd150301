-- A plan that is being published or withdrawn, behind what failed, for the worker that asks; what another one has in hand is left out.
-- in: na_planning_id uuid
-- out: id uuid, na_nr int4, gewicht_versie int4, factoren text[], gewichten int4[], door uuid?, trekt_in bool
-- rows: maybe
-- index: planning_loopt, gewicht_versie_id_uniek, gewicht_factor_uniek
select p.id, p.na_nr, v.versie as gewicht_versie,
	array(select f.factor from gewicht_factor f where f.soort = v.soort and f.versie = v.versie order by f.factor) as factoren,
	array(select f.gewicht from gewicht_factor f where f.soort = v.soort and f.versie = v.versie order by f.factor) as gewichten,
	p.gewijzigd_door as door, p.status = 'trekt_in' as trekt_in
from planning p
join gewicht_versie v on v.id = p.gewicht_id
where p.status in ('publiceert', 'trekt_in') and p.id > :na_planning_id::uuid
order by p.id
limit 1
for update of p skip locked
