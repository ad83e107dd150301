-- What an account signs in with, for whoever changes it or proves to be its owner.
-- in: id uuid
-- out: email bytea, naam text, aanhef text?, taal text, wachtwoord text?
-- rows: maybe
-- index: account_uniek
select a.email, a.naam, aanhef_van(a.id) as aanhef, a.taal, a.wachtwoord
from account a
where a.id = :id::uuid
