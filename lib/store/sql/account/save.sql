-- Makes an account, or gives an existing one (same address, by its finders) this password and name. Who is held stays
-- so: that ends with the report (melding).
-- in: id uuid, email bytea, vinders uuid[], naam text, wachtwoord text, nu timestamptz
-- out: id uuid, nieuw bool
-- rows: one
-- index: account_uniek
with bekend as materialized (
	select account_met_adres(:vinders::uuid[]) as id
), oud as (
	update account a
	set naam = :naam::text, wachtwoord = :wachtwoord::text, actief = a.stil_sinds is null
	where a.id = (select b.id from bekend b)
	returning a.id
), nieuw as (
	insert into account as a (id, email, email_vinders, naam, wachtwoord, actief, gemaakt_op)
	select :id::uuid, :email::bytea, :vinders::uuid[], :naam::text, :wachtwoord::text, true, :nu::timestamptz
	from bekend b
	where b.id is null
	returning a.id
)
select n.id, true as nieuw from nieuw n
union all
select o.id, false from oud o
