-- Takes the oldest trial that nobody is at: not begun, or not heard of since :vergeten, so that its worker must be gone. It
-- begins anew.
-- in: nu timestamptz, vergeten timestamptz
-- out: id uuid, soort text, poging int4, factoren text[], gewichten int4[], tegen_factoren text[], tegen_gewichten int4[]
-- rows: maybe
-- index: proef_bezig, proef_uniek, gewicht_versie_id_uniek, gewicht_factor_uniek
with een as (
	select p.id
	from proef p
	where p.status = 'bezig'
		and (p.gezien_op is null or p.gezien_op < :vergeten::timestamptz)
	order by p.id
	limit 1
	for update skip locked
)
update proef p
set versie = p.versie + 1, gezien_op = :nu::timestamptz, poging = p.poging + 1, gedaan = 0
from een, gewicht_versie v
where p.id = een.id
	and v.id = p.tegen_id
returning p.id, v.soort, p.poging, p.factoren, p.gewichten,
	array(select f.factor from gewicht_factor f where f.soort = v.soort and f.versie = v.versie order by f.factor) as tegen_factoren,
	array(select f.gewicht from gewicht_factor f where f.soort = v.soort and f.versie = v.versie order by f.factor) as tegen_gewichten
