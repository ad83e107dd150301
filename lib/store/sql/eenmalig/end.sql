-- Ends all tokens of an account that were not used yet.
-- in: account_id uuid
-- as: aanmelden: who comes by a link is not signed in
-- rows: none
-- index: eenmalig_op_account
delete from eenmalig e
where e.account_id = :account_id::uuid
