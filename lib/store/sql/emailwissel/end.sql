-- No new address that an account asked for is taken any more; what was taken can still be taken back.
-- in: account_id uuid
-- as: aanmelden: who comes by a link is not signed in
-- rows: none
-- index: emailwissel_op_account
update emailwissel e
set token_hash = null
where e.account_id = :account_id::uuid
	and e.token_hash is not null
