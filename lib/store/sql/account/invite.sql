-- The account with an address, by its finders; a new one, without a password, when there is none (`nieuw`). No row when somebody
-- can still take the address back (emailwissel). Of two that make it at the same moment one is refused.
-- in: id uuid, email bytea, vinders uuid[], naam text, nu timestamptz
-- out: id uuid, nieuw bool
-- as: aanmelden: the account may be anybody's
-- rows: maybe
with bekend as materialized (
	select account_met_adres(:vinders::uuid[]) as id
), nieuw as (
	insert into account as a (id, email, email_vinders, naam, actief, gemaakt_op)
	select :id::uuid, :email::bytea, :vinders::uuid[], :naam::text, true, :nu::timestamptz
	from bekend b
	where b.id is null and not is_terug_te_nemen(:vinders::uuid[])
	returning a.id
)
select n.id, true as nieuw from nieuw n
union all
select b.id, false from bekend b where b.id is not null
