-- A key for the member that makes it. No row when the account has twenty already; it is held (account/lock.sql), so
-- that a change of password that ends all keys ends this one, or was there before it.
-- in: id uuid, account_id uuid, lid_id uuid, naam text, rechten text[], met_code bool, begin text, token_hash bytea,
--     per_minuut int4, per_dag int4, nu timestamptz, verloopt_op timestamptz
-- out: id uuid
-- rows: maybe
-- index: account_uniek, sleutel_op_account
insert into sleutel (id, account_id, lid_id, naam, rechten, met_code, begin, token_hash, per_minuut, per_dag, gemaakt_op, verloopt_op)
select :id::uuid, a.id, :lid_id::uuid, :naam::text, :rechten::text[], :met_code::bool, :begin::text, :token_hash::bytea,
	:per_minuut::int4, :per_dag::int4, :nu::timestamptz, :verloopt_op::timestamptz
from account a
where a.id = :account_id::uuid
	and (select count(*) from sleutel k where k.account_id = :account_id::uuid) < 20
returning id
