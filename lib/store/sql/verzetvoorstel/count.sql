-- How often a side proposed since then to move a match.
-- in: koppeling_id uuid, kant text, sinds timestamptz
-- out: aantal int8
-- rows: one
-- index: verzetvoorstel_op_koppeling
select count(*)::int8 as aantal
from verzetvoorstel v
where v.koppeling_id = :koppeling_id::uuid
	and v.kant = :kant::text
	and v.gemaakt_op > :sinds::timestamptz
