-- Gives an account another address of mail, and the volunteer that it is.
-- in: id uuid, email text, nu timestamptz
-- as: systeem: who comes by a link is not signed in, and the volunteer changes too
-- rows: none
-- index: account_uniek, lid_op_account, vrijwilliger_uniek
with zelf as (
	update account a
	set email = :email::text, versie = a.versie + 1
	where a.id = :id::uuid
	returning a.id
)
update vrijwilliger v
set email = :email::text, versie = v.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = z.id
from zelf z
join lid l on l.account_id = z.id
where v.id = l.vrijwilliger_id and l.status = 'actief'
