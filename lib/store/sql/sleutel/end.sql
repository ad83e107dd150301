-- Ends all keys of an account.
-- in: account_id uuid
-- as: aanmelden: who sets a new password by a link is not signed in
-- rows: none
-- index: sleutel_op_account
delete from sleutel k
where k.account_id = :account_id::uuid
