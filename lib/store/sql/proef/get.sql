-- Trials by id, in that order.
-- in: ids uuid[]
-- out: id uuid, gewicht_id uuid, soort text, gewicht_versie int4, tegen_versie int4, factoren text[], gewichten int4[],
--      status text, stand text?, aanvragen int4?, gedaan int4, uitkomst text?, versie int8, gemaakt_op timestamptz,
--      gewijzigd_op timestamptz
-- rows: many
-- index: proef_uniek, gewicht_versie_id_uniek
select p.id, p.gewicht_id, v.soort, v.versie as gewicht_versie, a.versie as tegen_versie, p.factoren, p.gewichten, p.status,
	p.stand, p.aanvragen, p.gedaan, p.uitkomst::text as uitkomst, p.versie, p.gemaakt_op, p.gewijzigd_op
from proef p
join gewicht_versie v on v.id = p.gewicht_id
join gewicht_versie a on a.id = p.tegen_id
where p.id = any (:ids::uuid[])
order by p.id
