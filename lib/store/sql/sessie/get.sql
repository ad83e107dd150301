-- Who calls with this token, when the session still holds and the account is active.
-- in: token_hash bytea, nu timestamptz
-- out: account_id uuid, rol text, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?
-- rows: maybe
-- index: sessie_uniek, account_uniek
select a.id as account_id, a.rol, a.school_id, a.bedrijf_id, a.vrijwilliger_id
from sessie s
join account a on a.id = s.account_id
where s.token_hash = :token_hash::bytea
	and s.verloopt_op > :nu::timestamptz
	and a.actief
