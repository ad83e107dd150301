-- Holds an account until the end of the transaction, and says whether it still goes by an address: who changes that, or takes it back,
-- waits for us, or was before us.
-- in: id uuid, vinders uuid[]
-- out: id uuid
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: account_uniek
select a.id
from account a
where a.id = :id::uuid
	and a.email_vinders && :vinders::uuid[]
for no key update of a
