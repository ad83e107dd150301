-- Ends all links of an account to its calendars.
-- in: account_id uuid
-- as: aanmelden: who sets a new password by a link is not signed in
-- rows: none
-- index: agendalink_op_account
delete from agendalink k
where k.account_id = :account_id::uuid
