-- Everybody who was erased, by account.
-- out: account_id uuid, vrijwilliger_ids uuid[], op timestamptz
-- rows: many
-- seqscan: all are asked for, and a row is few bytes
select g.account_id, g.vrijwilliger_ids, g.op
from grafsteen g
order by g.account_id
