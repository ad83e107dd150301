-- Holds a company until the end of the transaction, to change it.
-- in: id uuid
-- out: versie int8
-- rows: maybe
-- index: bedrijf_uniek
select b.versie
from bedrijf b
where b.id = :id::uuid
for update
