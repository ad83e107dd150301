-- One norm.
-- in: id uuid
-- out: id uuid, niveau int8, eenheid text, gemeente_code text?, vanaf_schooljaar int4, aantal int4, versie int8
-- rows: maybe
select n.id, n.niveau, n.eenheid, n.gemeente_code, n.vanaf_schooljaar, n.aantal, n.versie
from norm n
where n.id = :id::uuid
