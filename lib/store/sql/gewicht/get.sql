-- Versions of the weights by id, in order of type and version; a factor that one does not name weighs nothing in it.
-- in: ids uuid[]
-- out: id uuid, soort text, versie int4, status text, factoren text[], gewichten int4[], gemaakt_op timestamptz,
--      gewijzigd_op timestamptz, wijziging int8
-- rows: many
-- index: gewicht_versie_id_uniek, gewicht_factor_uniek
select v.id, v.soort, v.versie, v.status,
	array(select f.factor from gewicht_factor f
		where f.soort = v.soort and f.versie = v.versie order by f.factor) as factoren,
	array(select f.gewicht from gewicht_factor f
		where f.soort = v.soort and f.versie = v.versie order by f.factor) as gewichten,
	v.gemaakt_op, v.gewijzigd_op, v.wijziging
from gewicht_versie v
where v.id = any (:ids::uuid[])
order by v.soort, v.versie
