-- The lesson kits of the region.
-- in: demo text, niveau_codes text[], nu timestamptz
-- rows: none
insert into lespakket (id, pakket_id, nummer, school_id, bedrijf_id, titel, omschrijving, niveaus, themas, duur_minuten, materiaal, links,
	zoektekst, versie, gemaakt_op, gewijzigd_op)
select x.id, x.id, 1, x.school_id, x.bedrijf_id, x.titel, x.omschrijving,
	(select bit_or(1::int8 << (array_position(:niveau_codes::text[], n) - 1)) from jsonb_array_elements_text(x.niveaus) n),
	array(select jsonb_array_elements_text(x.themas)), x.duur_minuten, array(select jsonb_array_elements_text(x.materiaal)),
	array(select jsonb_array_elements_text(x.links)), lower(x.titel), 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'lespakketten')
	as x (id uuid, school_id uuid, bedrijf_id uuid, titel text, omschrijving text, niveaus jsonb, themas jsonb, duur_minuten int4,
		materiaal jsonb, links jsonb)
on conflict do nothing
