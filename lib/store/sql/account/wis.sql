-- Erases a person: an account, and the volunteers that it is. How many open requests went to somebody else of their school, and how many
-- matches ended.
-- in: id uuid, vrijwilliger_ids uuid[], nu timestamptz
-- out: overgedragen int8, beeindigd int8
-- rows: one
select w.overgedragen, w.beeindigd
from wis_persoon_namens(:id::uuid, :vrijwilliger_ids::uuid[], :nu::timestamptz) w
