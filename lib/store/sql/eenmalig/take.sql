-- Takes a token that holds: of two who come with it, one gets it.
-- in: token_hash bytea, doel text, nu timestamptz
-- out: account_id uuid
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: eenmalig_uniek, account_uniek
delete from eenmalig e
using account a
where e.token_hash = :token_hash::bytea
	and e.doel = :doel::text
	and e.verloopt_op > :nu::timestamptz
	and a.id = e.account_id
	and a.actief
returning e.account_id
