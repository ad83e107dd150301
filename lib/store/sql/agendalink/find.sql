-- Whose calendar stands at this address, when it still holds, and the account and the member too.
-- in: token_hash bytea, nu timestamptz
-- out: id uuid, naam text, taal text, account_id uuid, lid_id uuid, rol text, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?
-- as: aanmelden: the address is the proof, and nobody is signed in
-- rows: maybe
-- index: agendalink_token_uniek, account_uniek, lid_uniek
select k.id, k.naam, a.taal, a.id as account_id, l.id as lid_id, l.rol, l.school_id, l.bedrijf_id, l.vrijwilliger_id, l.kring_id
from agendalink k
join account a on a.id = k.account_id
join lid l on l.id = k.lid_id
where k.token_hash = :token_hash::bytea
	and k.verloopt_op > :nu::timestamptz
	and a.actief
	and l.status = 'actief'
