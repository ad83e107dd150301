-- Ends what an account proves itself with: its password, and the second factor and recovery codes that came since a moment.
-- in: account_id uuid, sinds timestamptz
-- as: aanmelden: who comes by a link is not signed in
-- rows: none
-- index: account_uniek, tweede_factor_uniek, herstelcode_uniek
with factor as (
	delete from tweede_factor f where f.account_id = :account_id::uuid and f.aan_op >= :sinds::timestamptz
), codes as (
	delete from herstelcode h where h.account_id = :account_id::uuid and h.gemaakt_op >= :sinds::timestamptz
)
update account a
set wachtwoord = null
where a.id = :account_id::uuid
