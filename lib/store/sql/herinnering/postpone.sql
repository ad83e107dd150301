-- A reminder that could not be written comes again later.
-- in: koppeling_id uuid, kant text, op timestamptz
-- rows: none
-- index: herinnering_een_per_kant
update herinnering h
set op = :op::timestamptz
where h.koppeling_id = :koppeling_id::uuid and h.kant = :kant::text
	and h.gestuurd_op is null
