-- Ends all sessions of an account.
-- in: account_id uuid
-- rows: none
-- index: sessie_op_account
delete from sessie s
where s.account_id = :account_id::uuid
