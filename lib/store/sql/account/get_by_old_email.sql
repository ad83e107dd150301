-- The account that can take an address back, by its finders (emailwissel): whoever names that address means its owner.
-- in: vinders uuid[]
-- out: id uuid, email bytea, aanhef text?, taal text
-- as: aanmelden: the account may be anybody's
-- rows: maybe
-- index: account_uniek
select a.id, a.email,
	aanhef_van(a.id) as aanhef,
	a.taal
from account a
where a.id = account_met_oud_adres(:vinders::uuid[])
