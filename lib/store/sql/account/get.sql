-- The account itself, for its owner.
-- in: id uuid
-- out: id uuid, email text, naam text
-- rows: maybe
-- index: account_uniek
select a.id, a.email, a.naam
from account a
where a.id = :id::uuid
