-- Ends the way of an account to sign in by one service; `laatste`, and nothing ends, when it has no password and no other service.
-- The account is held (account/lock.sql).
-- in: account_id uuid, issuer text
-- out: gemaakt_op timestamptz, laatste bool
-- rows: maybe
-- index: identiteit_op_account, identiteit_een_per_dienst, account_uniek
with deze as materialized (
	select i.issuer, i.onderwerp, i.gemaakt_op,
		not exists (select from account a where a.id = :account_id::uuid and a.wachtwoord is not null)
			and not exists (select from identiteit e where e.account_id = :account_id::uuid and e.issuer <> i.issuer) as laatste
	from identiteit i
	where i.account_id = :account_id::uuid and i.issuer = :issuer::text
), weg as (
	delete from identiteit i
	using deze d
	where i.issuer = d.issuer and i.onderwerp = d.onderwerp and not d.laatste
)
select d.gemaakt_op, d.laatste from deze d
