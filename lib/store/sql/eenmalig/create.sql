-- A token for an account, to be sent by mail.
-- in: token_hash bytea, account_id uuid, doel text, nu timestamptz, verloopt_op timestamptz
-- as: aanmelden: the account may be anybody's
-- rows: none
insert into eenmalig (token_hash, account_id, doel, gemaakt_op, verloopt_op)
values (:token_hash::bytea, :account_id::uuid, :doel::text, :nu::timestamptz, :verloopt_op::timestamptz)
