-- The account that signs in with an address, by its finders.
-- in: vinders uuid[]
-- out: id uuid, naam text, email bytea, wachtwoord text?, actief bool
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: account_uniek
select a.id, a.naam, a.email, a.wachtwoord, a.actief
from account a
where a.id = account_met_adres(:vinders::uuid[])
