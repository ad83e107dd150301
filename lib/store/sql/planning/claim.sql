-- Takes the oldest plan that nobody is at: not begun, or not heard of since :vergeten, so that its worker must be gone. It begins anew.
-- in: nu timestamptz, vergeten timestamptz
-- out: id uuid, soort text, campagne_id uuid?, gemeente_code text?, poging int4, spreiding int4, loting int8, vorige_id uuid?, trouw int4, max_seconden int4, gewicht_versie int4, factoren text[],
--      gewichten int4[]
-- rows: maybe
-- index: planning_loopt, planning_uniek, gewicht_versie_id_uniek, gewicht_factor_uniek
with een as (
	select p.id
	from planning p
	where p.status = 'bezig'
		and (p.gezien_op is null or p.gezien_op < :vergeten::timestamptz)
	order by p.id
	limit 1
	for update skip locked
)
update planning p
set versie = p.versie + 1, gezien_op = :nu::timestamptz, poging = p.poging + 1, gedaan = 0, fase = 'verzamelt', geplaatst = null, bediend = null, grens = null
from een, gewicht_versie v
where p.id = een.id
	and v.id = p.gewicht_id
returning p.id, p.soort, p.campagne_id, p.gemeente_code, p.poging, p.spreiding, p.loting, p.vorige_id, p.trouw, p.max_seconden, v.versie as gewicht_versie,
	array(select f.factor from gewicht_factor f where f.soort = v.soort and f.versie = v.versie order by f.factor) as factoren,
	array(select f.gewicht from gewicht_factor f where f.soort = v.soort and f.versie = v.versie order by f.factor) as gewichten
