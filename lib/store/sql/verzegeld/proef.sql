-- The addresses of the accounts that were made last: who opens none of them has other keys than who sealed them.
-- out: id uuid, email bytea
-- as: systeem: the process asks it of itself
-- rows: many
-- index: account_uniek
select a.id, a.email
from account a
where a.email is not null
order by a.id desc
limit 8
