-- The next objections by id.
-- in: na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: bezwaar_uniek
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (select b.id from bezwaar b where b.id > :na_id::uuid order by b.id limit :aantal::int8) v
