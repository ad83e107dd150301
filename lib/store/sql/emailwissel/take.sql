-- Follows the link to a new address while it holds: of two who come with it, one gets it.
-- in: token_hash bytea, nu timestamptz
-- out: id uuid, account_id uuid, nieuw bytea
-- as: aanmelden: who comes by a link is not signed in
-- rows: maybe
-- index: emailwissel_token_een_keer, account_uniek
update emailwissel e
set token_hash = null, gewisseld_op = :nu::timestamptz
from account a
where e.token_hash = :token_hash::bytea
	and e.verloopt_op > :nu::timestamptz
	and a.id = e.account_id
	and a.actief
returning e.id, e.account_id, e.nieuw
