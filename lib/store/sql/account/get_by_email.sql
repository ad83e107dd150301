-- The account that signs in with this address.
-- in: email text
-- out: id uuid, naam text, email text, wachtwoord text?, actief bool
-- rows: maybe
-- index: account_email_uniek
select a.id, a.naam, a.email, a.wachtwoord, a.actief
from account a
where lower(a.email) = lower(:email::text)
