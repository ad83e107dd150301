-- The published plan that a match came of, at once or as a refill that went through the plan, with what the engine was given; none when that is larger
-- than asked.
-- in: koppeling_id uuid, max_bytes int8
-- out: id uuid, invoer bytea
-- rows: maybe
-- index: planning_uniek, inzet_op_koppeling, bijvulling_een_per_voorstel
select p.id, p.invoer
from planning p
where p.id = coalesce(
		(select i.planning_id from inzet i where i.koppeling_id = :koppeling_id::uuid),
		(select b.planning_id from bijvulling b where b.voorstel_id = :koppeling_id::uuid))
	and p.status in ('publiceert', 'gepubliceerd')
	and octet_length(p.invoer) <= :max_bytes::int8
