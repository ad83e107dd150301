-- When sessions were last used, so many seconds ago: of many at once, for no request writes this by itself.
-- in: ids uuid[], geleden int4[], nu timestamptz
-- as: systeem: of many accounts at once
-- rows: none
-- index: sessie_id_uniek
update sessie s
set gezien_op = greatest(s.gezien_op, :nu::timestamptz - n.geleden * interval '1 second')
from unnest(:ids::uuid[], :geleden::int4[]) as n (id, geleden)
where s.id = n.id
