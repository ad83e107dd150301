-- The account with this address; a new one, without a password, when there is none (`nieuw`).
-- in: id uuid, email text, naam text, nu timestamptz
-- out: id uuid, nieuw bool
-- as: aanmelden: the account may be anybody's
-- rows: one
-- index: account_email_uniek, account_uniek
with nieuw as (
	insert into account as a (id, email, naam, actief, gemaakt_op)
	values (:id::uuid, :email::text, :naam::text, true, :nu::timestamptz)
	on conflict (lower(email)) do nothing
	returning a.id
)
select n.id, true as nieuw from nieuw n
union all
select a.id, false from account a where a.id = account_met_adres(:email::text) and not exists (select from nieuw)
