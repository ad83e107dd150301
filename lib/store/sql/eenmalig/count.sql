-- How many tokens an account was sent since a moment and has not used.
-- in: account_id uuid, sinds timestamptz
-- out: aantal int8
-- rows: one
-- index: eenmalig_op_account
select count(*)::int8 as aantal
from eenmalig e
where e.account_id = :account_id::uuid
	and e.gemaakt_op > :sinds::timestamptz
