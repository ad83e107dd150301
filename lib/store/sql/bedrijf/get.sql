-- Companies by id, also closed ones, in the order of the list.
-- in: ids uuid[]
-- out: id uuid, naam text, handelsnaam text?, kvk_nummer text?, kring_id uuid?, school_id uuid?,
--      straat text?, huisnummer int4?, toevoeging text?, postcode text?, plaats text?,
--      gemeente_code text?, gemeente_naam text?, website text?, telefoon bytea?, branche text?,
--      rd_x int4?, rd_y int4?, max_per_week int4?, max_per_schooljaar int4?, max_voorstellen_per_week int4,
--      gesloten_op date?, versie int8
-- rows: many
-- index: bedrijf_uniek, gemeente_uniek
select b.id, b.naam, b.handelsnaam, b.kvk_nummer, b.kring_id, b.school_id,
	b.straat, b.huisnummer, b.toevoeging, b.postcode, b.plaats,
	b.gemeente_code, g.naam as gemeente_naam, b.website, b.telefoon, b.branche,
	b.rd_x, b.rd_y, b.max_per_week, b.max_per_schooljaar, b.max_voorstellen_per_week,
	b.gesloten_op, b.versie
from bedrijf b
left join gemeente g on g.code = b.gemeente_code
where b.id = any (:ids::uuid[])
order by b.id
