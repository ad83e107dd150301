-- Since when a row of the audit waits for its seal.
-- out: op timestamptz
-- as: systeem: a process tells it of itself, whoever asks
-- rows: maybe
-- index: audit_in_volgorde, zegel_uniek
select a.op
from audit_leesbaar a
where (a.transactie, a.id) > (
	coalesce((select z.transactie from zegel z order by z.nummer desc limit 1), 0)::text::xid8,
	coalesce((select z.audit_id from zegel z order by z.nummer desc limit 1), 0))
order by a.transactie, a.id
limit 1
