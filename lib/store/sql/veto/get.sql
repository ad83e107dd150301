-- Exclusions by id that the caller may see: staff all, the others those of their own side.
-- in: ids uuid[], alle bool, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid
-- out: id uuid, school_id uuid, bedrijf_id uuid?, vrijwilliger_id uuid?, kant text, reden text, van_datum date,
--      eind_datum date?, versie int8
-- rows: many
-- index: veto_uniek
select w.id, w.school_id, w.bedrijf_id, w.vrijwilliger_id, w.kant, w.reden, w.van_datum,
	w.eind_datum, w.versie
from veto w
where w.id = any (:ids::uuid[])
	and (:alle::bool
		or w.kant = 'school' and w.school_id = :school_id::uuid
		or w.kant = 'aanbieder' and (w.bedrijf_id = :bedrijf_id::uuid or w.vrijwilliger_id = :vrijwilliger_id::uuid))
order by w.id
