-- A link for the answer of the volunteer of a match.
-- in: token_hash bytea, koppeling_id uuid, nu timestamptz, verloopt_op timestamptz
-- as: systeem: the link is the proof, and nobody else reads it
-- rows: none
insert into antwoordlink (token_hash, koppeling_id, gemaakt_op, verloopt_op)
values (:token_hash::bytea, :koppeling_id::uuid, :nu::timestamptz, :verloopt_op::timestamptz)
