-- The invented schools. Their levels come as codes, in the order of the bits.
-- in: demo text, niveau_codes text[], nu timestamptz
-- rows: none
insert into school (id, vestigingscode, naam, soort, straat, huisnummer, plaats, gemeente_code, vakantieregio, telefoon,
	leerlingen, niveaus, rd_x, rd_y, vog_vereist, zoektekst, bron, versie, gemaakt_op, gewijzigd_op)
select x.id, x.vestigingscode, x.naam, x.soort, x.straat, x.huisnummer, x.plaats, x.gemeente_code, x.vakantieregio,
	x.telefoon, x.leerlingen,
	(select bit_or(1::int8 << (array_position(:niveau_codes::text[], c) - 1)) from jsonb_array_elements_text(x.niveaus) c),
	x.rd_x, x.rd_y, x.vog_vereist, x.zoektekst, 'demo', 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'scholen')
	as x (id uuid, vestigingscode text, naam text, soort text, straat text, huisnummer int4, plaats text,
		gemeente_code text, vakantieregio text, telefoon text, leerlingen int4, niveaus jsonb, rd_x int4, rd_y int4,
		vog_vereist bool, zoektekst text)
on conflict do nothing
