-- Ends one link of an account to its calendar.
-- in: id uuid, account_id uuid
-- out: id uuid
-- rows: maybe
-- index: agendalink_op_account
delete from agendalink k
where k.id = :id::uuid
	and k.account_id = :account_id::uuid
returning k.id
