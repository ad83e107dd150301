-- Ends one saved search of an account.
-- in: id uuid, account_id uuid
-- out: id uuid
-- rows: maybe
-- index: zoekopdracht_op_account
delete from zoekopdracht z
where z.id = :id::uuid
	and z.account_id = :account_id::uuid
returning z.id
