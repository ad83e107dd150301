-- The volunteer who is known by the address of an account.
-- in: account_id uuid
-- out: id uuid
-- rows: maybe
-- index: account_uniek, vrijwilliger_email_uniek
select v.id
from account a
join vrijwilliger v on lower(v.email) = lower(a.email)
where a.id = :account_id::uuid
