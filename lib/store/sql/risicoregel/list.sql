-- The rules that say why a proposal asks for more care.
-- in: id uuid?
-- out: id uuid, code text, vier_ogen bool, versie int8
-- rows: many
-- seqscan: risicoregel has a row for each rule of the program
select r.id, r.code, r.vier_ogen, r.versie
from risicoregel r
where :id::uuid is null or r.id = :id::uuid
order by r.code
