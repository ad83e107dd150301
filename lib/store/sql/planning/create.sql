-- Asks for a plan; a worker makes it. No row when there is no such version of the weights of this type.
-- in: id uuid, titel text, soort text, campagne_id uuid?, gemeente_code text?, gewicht_id uuid?, spreiding int4, loting int8,
--     vorige_id uuid?, trouw int4, max_seconden int4, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: gewicht_versie_een_actief_per_soort, gewicht_versie_id_uniek
insert into planning as p (id, titel, soort, campagne_id, gemeente_code, gewicht_id, spreiding, loting, vorige_id, trouw, max_seconden, status, poging, gedaan, na_nr, versie,
	gemaakt_op, gewijzigd_op, gewijzigd_door)
select :id::uuid, :titel::text, :soort::text, :campagne_id::uuid, :gemeente_code::text, g.id, :spreiding::int4, :loting::int8, :vorige_id::uuid, :trouw::int4, :max_seconden::int4, 'bezig', 0, 0, 0, 1,
	:nu::timestamptz, :nu::timestamptz, :account_id::uuid
from (
	select v.id from gewicht_versie v where :gewicht_id::uuid is null and v.soort = :soort::text and v.status = 'actief'
	union all
	select v.id from gewicht_versie v where v.id = :gewicht_id::uuid and v.soort = :soort::text
) g
returning p.versie
