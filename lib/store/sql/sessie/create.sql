-- A new session of an account.
-- in: token_hash bytea, account_id uuid, nu timestamptz, verloopt_op timestamptz
-- rows: none
insert into sessie (token_hash, account_id, gemaakt_op, verloopt_op)
values (:token_hash::bytea, :account_id::uuid, :nu::timestamptz, :verloopt_op::timestamptz)
