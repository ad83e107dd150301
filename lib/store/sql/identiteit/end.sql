-- Ends the ways of an account to sign in elsewhere that came since a moment.
-- in: account_id uuid, sinds timestamptz
-- as: aanmelden: who comes by a link is not signed in
-- rows: none
-- index: identiteit_op_account
delete from identiteit i
where i.account_id = :account_id::uuid
	and i.gemaakt_op >= :sinds::timestamptz
