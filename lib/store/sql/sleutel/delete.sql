-- Ends one key of an account.
-- in: id uuid, account_id uuid
-- out: id uuid
-- rows: maybe
-- index: sleutel_uniek
delete from sleutel k
where k.id = :id::uuid
	and k.account_id = :account_id::uuid
returning k.id
