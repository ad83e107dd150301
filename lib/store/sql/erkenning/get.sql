-- Accreditations by id, in the order of the list.
-- in: ids uuid[]
-- out: id uuid, bedrijf_id uuid, crebo int4, geldig_tot_datum date, versie int8
-- rows: many
-- index: erkenning_uniek
select e.id, e.bedrijf_id, e.crebo, e.geldig_tot_datum, e.versie
from erkenning e
where e.id = any (:ids::uuid[])
order by e.id
