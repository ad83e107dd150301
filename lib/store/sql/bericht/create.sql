-- One side of a match is to be told; what waits to be told already is told once, as it is then.
-- in: koppeling_id uuid, kant text, brief text, op timestamptz
-- as: systeem: only the program itself tells
-- rows: none
insert into bericht as b (koppeling_id, kant, brief, op)
values (:koppeling_id::uuid, :kant::text, :brief::text, :op::timestamptz)
on conflict (koppeling_id, kant, brief) do nothing
