-- What an account signs in with, for whoever changes it or proves to be its owner.
-- in: id uuid
-- out: email bytea, naam text, taal text, wachtwoord text?
-- rows: maybe
-- index: account_uniek
select a.email, a.naam, a.taal, a.wachtwoord
from account a
where a.id = :id::uuid
