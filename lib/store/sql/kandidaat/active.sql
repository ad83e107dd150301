-- The active offers of one type.
-- in: soort text
-- out: ids uuid[]
-- rows: one
-- index: aanbod_op_soort
select coalesce(array_agg(a.id), '{}') as ids
from aanbod a
where a.soort = :soort::text
	and a.status = 'actief'
