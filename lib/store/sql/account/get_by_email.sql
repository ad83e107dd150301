-- The account that signs in with an address, by its finders. `aanhef`: how a letter greets its owner, once they joined something
-- themself; before that the name may be what another called them.
-- in: vinders uuid[]
-- out: id uuid, naam text, email bytea, wachtwoord text?, actief bool, aanhef text?, taal text
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: account_uniek
select a.id, a.naam, a.email, a.wachtwoord, a.actief,
	aanhef_van(a.id) as aanhef,
	a.taal
from account a
where a.id = account_met_adres(:vinders::uuid[])
