-- What a step just taken tells waits longer; what is for later stays so.
-- in: koppeling_id uuid, op timestamptz
-- as: systeem: only the program itself tells
-- rows: none
-- index: bericht_een_per_kant
update bericht b
set op = greatest(b.op, :op::timestamptz)
where b.koppeling_id = :koppeling_id::uuid
