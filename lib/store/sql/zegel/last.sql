-- The last seal.
-- out: nummer int8, transactie int8, audit_id int8, hash bytea
-- rows: maybe
-- index: zegel_uniek
select z.nummer, z.transactie, z.audit_id, z.hash
from zegel z
order by z.nummer desc
limit 1
