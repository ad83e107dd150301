-- Asks to try a version against the one in force, with the weights that both have now; the versions of the type are held by
-- gewicht/lock.
-- in: id uuid, gewicht_id uuid, tegen_id uuid, nu timestamptz, account_id uuid
-- out: versie int8
-- rows: one
-- index: gewicht_versie_id_uniek, gewicht_factor_uniek
insert into proef as p (id, gewicht_id, tegen_id, factoren, gewichten, status, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
select :id::uuid, v.id, :tegen_id::uuid,
	array(select f.factor from gewicht_factor f where f.soort = v.soort and f.versie = v.versie order by f.factor),
	array(select f.gewicht from gewicht_factor f where f.soort = v.soort and f.versie = v.versie order by f.factor),
	'bezig', 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid
from gewicht_versie v
where v.id = :gewicht_id::uuid
returning p.versie
