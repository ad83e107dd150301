-- What a step just taken asks by letter waits longer.
-- in: koppeling_id uuid, op timestamptz
-- as: systeem: who writes a letter does not read the others
-- rows: none
-- index: post_wacht_op_koppeling
update post p
set volgende_op = :op::timestamptz
where p.koppeling_id = :koppeling_id::uuid
	and p.verzonden_op is null
