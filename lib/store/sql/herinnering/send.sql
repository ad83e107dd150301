-- The reminder was written.
-- in: koppeling_id uuid, kant text, nu timestamptz
-- rows: none
-- index: herinnering_een_per_kant
update herinnering h
set gestuurd_op = :nu::timestamptz
where h.koppeling_id = :koppeling_id::uuid and h.kant = :kant::text
