-- Whose saved searches these are looked at what they found. Once a day is enough to know that they are used.
-- in: lid_id uuid, account_id uuid, nu timestamptz
-- rows: none
-- index: zoekopdracht_op_lid
update zoekopdracht z
set gebruikt_op = :nu::timestamptz
where z.account_id = :account_id::uuid
	and z.lid_id = :lid_id::uuid
	and z.gebruikt_op < :nu::timestamptz - interval '1 day'
