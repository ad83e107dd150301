-- The accreditations of companies, of many at once.
-- in: bedrijven uuid[]
-- out: bedrijf_id uuid, crebos int4[], geldig_tot date[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- index: erkenning_op_bedrijf
select e.bedrijf_id, array_agg(e.crebo order by e.crebo) as crebos, array_agg(e.geldig_tot_datum order by e.crebo) as geldig_tot
from erkenning e
where e.bedrijf_id = any (:bedrijven::uuid[])
group by e.bedrijf_id
order by e.bedrijf_id
