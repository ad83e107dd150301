-- The facilities of the region, open from today on.
-- in: demo text, vandaag date, nu timestamptz
-- rows: none
insert into faciliteit (id, school_id, bedrijf_id, soort, titel, omschrijving, voorwaarden, plaats, eenheid, capaciteit, dagdelen,
	van_datum, uitzonderingen, extra, open_voor, goedkeuring, status, versie, gemaakt_op, gewijzigd_op)
select x.id, x.school_id, x.bedrijf_id, x.soort, x.titel, x.omschrijving, x.voorwaarden, x.plaats, x.eenheid, x.capaciteit,
	14043, -- every school morning and afternoon
	:vandaag::date, '{}', '{}', array(select jsonb_array_elements_text(x.open_voor)), x.goedkeuring, 'actief', 1,
	:nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'faciliteiten')
	as x (id uuid, school_id uuid, bedrijf_id uuid, soort text, titel text, omschrijving text, voorwaarden text, plaats text, eenheid text,
		capaciteit int4, open_voor jsonb, goedkeuring bool)
on conflict do nothing
