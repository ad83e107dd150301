-- A link by which the volunteer of a match tells how it went. Those of before go on.
-- in: token_hash bytea, koppeling_id uuid, nu timestamptz, verloopt_op timestamptz
-- as: systeem: the link is the proof, and nobody else reads it
-- rows: none
insert into aflooplink (token_hash, koppeling_id, gemaakt_op, verloopt_op)
values (:token_hash::bytea, :koppeling_id::uuid, :nu::timestamptz, :verloopt_op::timestamptz)
