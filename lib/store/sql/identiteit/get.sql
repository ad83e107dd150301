-- Whose account a service elsewhere knows by this subject.
-- in: issuer text, onderwerp text
-- out: account_id uuid
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: identiteit_uniek, account_uniek
select i.account_id
from identiteit i
join account a on a.id = i.account_id
where i.issuer = :issuer::text
	and i.onderwerp = :onderwerp::text
	and a.actief
