-- Whose a token is, while it holds; it stays.
-- in: token_hash bytea, doel text, nu timestamptz
-- out: account_id uuid, email bytea, naam text
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: eenmalig_uniek, account_uniek
select a.id as account_id, a.email, a.naam
from eenmalig e
join account a on a.id = e.account_id
where e.token_hash = :token_hash::bytea
	and e.doel = :doel::text
	and e.verloopt_op > :nu::timestamptz
	and a.actief
