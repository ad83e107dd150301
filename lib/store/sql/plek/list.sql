-- The next places by time: of a campaign, or all. A branch for each question: see README.md.
-- in: campagne_id uuid?, na_op timestamptz, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: plek_op_tijd, plek_op_campagne
select coalesce(array_agg(v.id order by v.van_op, v.id), '{}') as ids
from (
	(select p.id, p.van_op
	from plek p
	where :campagne_id::uuid is null
		and (p.van_op, p.id) > (:na_op::timestamptz, :na_id::uuid)
	order by p.van_op, p.id
	limit :aantal::int8)
	union all
	(select p.id, p.van_op
	from plek p
	where :campagne_id::uuid is not null
		and p.campagne_id = :campagne_id::uuid
		and (p.van_op, p.id) > (:na_op::timestamptz, :na_id::uuid)
	order by p.van_op, p.id
	limit :aantal::int8)
) v
