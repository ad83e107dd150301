-- The account that signs in with this address.
-- in: email text
-- out: id uuid, wachtwoord text, actief bool
-- rows: maybe
-- index: account_email_uniek
select a.id, a.wachtwoord, a.actief
from account a
where lower(a.email) = lower(:email::text)
