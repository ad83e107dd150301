-- Kits by id: any version, and the withdrawn ones when asked. With the versions before and behind it, and the marks of all of them.
-- in: ids uuid[], ingetrokken bool
-- out: id uuid, pakket_id uuid, nummer int4, school_id uuid?, bedrijf_id uuid?, titel text, omschrijving text, niveaus int8, themas text[],
--      duur_minuten int4, materiaal text[], links text[], ingetrokken_op timestamptz?, gemaakt_op timestamptz, versie int8,
--      vorige_id uuid?, volgende_id uuid?, cijfers int4, cijfer_som int4
-- rows: many
-- index: lespakket_uniek, lespakket_nummer_een_keer
select p.id, p.pakket_id, p.nummer, p.school_id, p.bedrijf_id, p.titel, p.omschrijving, p.niveaus, p.themas,
	p.duur_minuten, p.materiaal, p.links, p.ingetrokken_op, p.gemaakt_op, p.versie,
	(select v.id from lespakket v where v.pakket_id = p.pakket_id and v.nummer = p.nummer - 1) as vorige_id,
	(select v.id from lespakket v where v.pakket_id = p.pakket_id and v.nummer = p.nummer + 1) as volgende_id,
	coalesce(t.aantal, 0) as cijfers, coalesce(t.som, 0) as cijfer_som
from lespakket p
left join pakkettelling t on t.pakket_id = p.pakket_id
where p.id = any (:ids::uuid[])
	and (:ingetrokken::bool or p.ingetrokken_op is null)
order by p.id
