-- Gives a link another address; the one of before works no more.
-- in: id uuid, account_id uuid, token_hash bytea, nu timestamptz, verloopt_op timestamptz
-- out: id uuid
-- rows: maybe
-- index: agendalink_op_account
update agendalink k
set token_hash = :token_hash::bytea, gemaakt_op = :nu::timestamptz, verloopt_op = :verloopt_op::timestamptz
where k.id = :id::uuid
	and k.account_id = :account_id::uuid
returning k.id
