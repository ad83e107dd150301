-- A link for the answer of the volunteer of a match. What was approved again is asked again: the link of before is gone.
-- in: token_hash bytea, koppeling_id uuid, nu timestamptz, verloopt_op timestamptz
-- as: systeem: the link is the proof, and nobody else reads it
-- rows: none
-- index: antwoordlink_een_per_koppeling
insert into antwoordlink (token_hash, koppeling_id, gemaakt_op, verloopt_op)
values (:token_hash::bytea, :koppeling_id::uuid, :nu::timestamptz, :verloopt_op::timestamptz)
on conflict (koppeling_id) do update set token_hash = excluded.token_hash, gemaakt_op = excluded.gemaakt_op,
	verloopt_op = excluded.verloopt_op, gebruikt_op = null, reactie = null, vingerafdruk = null
