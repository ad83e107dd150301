-- Gives an account another address of mail; `van` are the finders of the one that it had.
-- in: id uuid, email bytea, vinders uuid[]
-- out: van uuid[]
-- as: aanmelden: who comes by a link is not signed in
-- rows: one
-- index: account_uniek
with eerst as materialized (
	select a.id, a.email_vinders from account a where a.id = :id::uuid for no key update
)
update account a
set email = :email::bytea, email_vinders = :vinders::uuid[], versie = a.versie + 1
from eerst e
where a.id = e.id
returning e.email_vinders as van
