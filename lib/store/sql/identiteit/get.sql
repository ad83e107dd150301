-- Whose account a service elsewhere knows by this subject.
-- in: issuer text, onderwerp text
-- out: account_id uuid
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: identiteit_uniek
select i.account_id
from identiteit i
where i.issuer = :issuer::text
	and i.onderwerp = :onderwerp::text
