-- The next seals by number.
-- in: na_nummer int8, aantal int8
-- out: nummer int8, op timestamptz, transactie int8, audit_id int8, regels bytea, hash bytea, merk bytea?
-- rows: many
-- index: zegel_uniek
select z.nummer, z.op, z.transactie, z.audit_id, z.regels, z.hash, z.merk
from zegel z
where z.nummer > :na_nummer::int8
order by z.nummer
limit :aantal::int8
