-- A link to the calendar of the member that makes it. No row when the account has five already; it is held (account/lock.sql), so
-- that a change of password that ends all links ends this one, or was there before it.
-- in: id uuid, account_id uuid, lid_id uuid, naam text, token_hash bytea, nu timestamptz, verloopt_op timestamptz
-- out: id uuid
-- rows: maybe
-- index: account_uniek, agendalink_op_account
insert into agendalink (id, account_id, lid_id, naam, token_hash, gemaakt_op, verloopt_op)
select :id::uuid, a.id, :lid_id::uuid, :naam::text, :token_hash::bytea, :nu::timestamptz, :verloopt_op::timestamptz
from account a
where a.id = :account_id::uuid
	and (select count(*) from agendalink k where k.account_id = :account_id::uuid) < 5
returning id
