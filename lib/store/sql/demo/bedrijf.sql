-- The invented companies, with what reaches them sealed (`contact`, by id).
-- in: demo text, contact text, nu timestamptz
-- rows: none
insert into bedrijf (id, naam, kvk_nummer, kring_id, straat, huisnummer, postcode, plaats, gemeente_code, website, telefoon, branche, rd_x, rd_y,
	max_per_week, max_per_schooljaar, zoektekst, bron, versie, gemaakt_op, gewijzigd_op)
select x.id, x.naam, x.kvk_nummer, x.kring_id, x.straat, x.huisnummer, x.postcode, x.plaats, x.gemeente_code, x.website, decode(c.telefoon, 'hex'), x.branche,
	x.rd_x, x.rd_y, x.max_per_week, x.max_per_schooljaar, x.zoektekst, 'demo', 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'bedrijven')
	as x (id uuid, naam text, kvk_nummer text, kring_id uuid, straat text, huisnummer int4, postcode text, plaats text, gemeente_code text, website text,
		branche text, rd_x int4, rd_y int4, max_per_week int4, max_per_schooljaar int4, zoektekst text)
join jsonb_to_recordset(:contact::text::jsonb) as c (id uuid, telefoon text) on c.id = x.id
on conflict do nothing
