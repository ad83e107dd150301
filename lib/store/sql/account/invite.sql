-- The account with this address; a new one, without a password, when there is none (`nieuw`).
-- in: id uuid, email text, naam text, nu timestamptz
-- out: id uuid, nieuw bool
-- rows: one
-- index: account_email_uniek
with nieuw as (
	insert into account as a (id, email, naam, actief, gemaakt_op)
	values (:id::uuid, :email::text, :naam::text, true, :nu::timestamptz)
	on conflict (lower(email)) do nothing
	returning a.id
)
select n.id, true as nieuw from nieuw n
union all
select a.id, false from account a where lower(a.email) = lower(:email::text) and not exists (select from nieuw)
