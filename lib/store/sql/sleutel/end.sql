-- Ends all keys of an account.
-- in: account_id uuid
-- rows: none
-- index: sleutel_op_account
delete from sleutel k
where k.account_id = :account_id::uuid
