-- The wish for another address of mail; what was asked for before and not followed holds no more.
-- in: id uuid, account_id uuid, token_hash bytea, terug_hash bytea, nieuw bytea, oud bytea, oud_vinders uuid[], nu timestamptz, verloopt_op timestamptz, terug_tot_op timestamptz
-- rows: none
-- index: emailwissel_op_account
with eerder as (
	update emailwissel e set token_hash = null
	where e.account_id = :account_id::uuid and e.token_hash is not null
)
insert into emailwissel (id, account_id, token_hash, terug_hash, nieuw, oud, oud_vinders, gemaakt_op, verloopt_op, terug_tot_op)
values (:id::uuid, :account_id::uuid, :token_hash::bytea, :terug_hash::bytea, :nieuw::bytea, :oud::bytea, :oud_vinders::uuid[], :nu::timestamptz,
	:verloopt_op::timestamptz, :terug_tot_op::timestamptz)
