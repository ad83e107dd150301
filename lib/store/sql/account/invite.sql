-- The account with an address, by its finders; a new one, without a password, when there is none (`nieuw`). No row when somebody
-- can still take the address back (emailwissel). `aanhef`: as account/get_by_email.sql. Of two that make it at the same moment one is refused.
-- in: id uuid, email bytea, vinders uuid[], naam text, taal text, nu timestamptz
-- out: id uuid, nieuw bool, aanhef text?, taal text
-- as: aanmelden: the account may be anybody's
-- rows: maybe
-- index: account_uniek
with bekend as materialized (
	select account_met_adres(:vinders::uuid[]) as id
), nieuw as (
	insert into account as a (id, email, email_vinders, naam, taal, actief, gemaakt_op)
	select :id::uuid, :email::bytea, :vinders::uuid[], :naam::text, :taal::text, true, :nu::timestamptz
	from bekend b
	where b.id is null and not is_terug_te_nemen(:vinders::uuid[])
	returning a.id, a.taal
)
select n.id, true as nieuw, null::text as aanhef, n.taal from nieuw n
union all
select a.id, false,
	aanhef_van(a.id),
	a.taal
from bekend b
join account a on a.id = b.id
