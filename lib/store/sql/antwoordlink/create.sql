-- A link for the answer of the volunteer of a match.
-- in: token_hash bytea, koppeling_id uuid, nu timestamptz, verloopt_op timestamptz
-- rows: none
insert into antwoordlink (token_hash, koppeling_id, gemaakt_op, verloopt_op)
values (:token_hash::bytea, :koppeling_id::uuid, :nu::timestamptz, :verloopt_op::timestamptz)
