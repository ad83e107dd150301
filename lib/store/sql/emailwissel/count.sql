-- How often an account asked for another address since a moment.
-- in: account_id uuid, sinds timestamptz
-- out: aantal int8
-- rows: one
-- index: emailwissel_op_account
select count(*)::int8 as aantal
from emailwissel e
where e.account_id = :account_id::uuid
	and e.gemaakt_op > :sinds::timestamptz
