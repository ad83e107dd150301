-- Whose account a service elsewhere knows by this subject. Held until the end of the transaction: who takes an address back waits
-- for the session, and ends it.
-- in: issuer text, onderwerp text
-- out: account_id uuid
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: identiteit_uniek
select i.account_id
from identiteit i
where i.issuer = :issuer::text
	and i.onderwerp = :onderwerp::text
for key share of i
