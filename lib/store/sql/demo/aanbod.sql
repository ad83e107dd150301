-- The invented supply, valid from today on.
-- in: demo text, niveau_codes text[], dagdeel_codes text[], vandaag date, nu timestamptz
-- rows: none
insert into aanbod (id, bedrijf_id, vrijwilliger_id, soort, titel, omschrijving, themas, niveaus, talen, online,
	reisafstand_m, groep_min, groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, lespakket_id, status, versie,
	gemaakt_op, gewijzigd_op)
select x.id, x.bedrijf_id, x.vrijwilliger_id, x.soort, x.titel, x.omschrijving,
	array(select jsonb_array_elements_text(x.themas)),
	(select bit_or(1::int8 << (array_position(:niveau_codes::text[], c) - 1)) from jsonb_array_elements_text(x.niveaus) c),
	array(select jsonb_array_elements_text(x.talen)), x.online, x.reisafstand_m, x.groep_min, x.groep_max, x.plaatsen,
	(select bit_or(1::int4 << (array_position(:dagdeel_codes::text[], c) - 1)) from jsonb_array_elements_text(x.dagdelen) c),
	:vandaag::date, '{}', x.lespakket_id, 'actief', 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'aanbod')
	as x (id uuid, bedrijf_id uuid, vrijwilliger_id uuid, soort text, titel text, omschrijving text, themas jsonb,
		niveaus jsonb, talen jsonb, online bool, reisafstand_m int4, groep_min int4, groep_max int4, plaatsen int4,
		dagdelen jsonb, lespakket_id uuid)
on conflict do nothing
