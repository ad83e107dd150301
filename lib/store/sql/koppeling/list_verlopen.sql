-- The next proposals that nobody answered in time, oldest first.
-- in: nu timestamptz, na_op timestamptz, na_id uuid, aantal int8
-- out: id uuid, verloopt_op timestamptz
-- rows: many
-- index: koppeling_op_verloop
select k.id, k.verloopt_op
from koppeling k
where k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd')
	and k.verloopt_op <= :nu::timestamptz
	and (k.verloopt_op, k.id) > (:na_op::timestamptz, :na_id::uuid)
order by k.verloopt_op, k.id
limit :aantal::int8
