-- The volunteer who is known by the address of an account.
-- in: account_id uuid
-- out: id uuid
-- as: systeem: the volunteer is nobody's yet
-- rows: maybe
-- index: account_uniek, vrijwilliger_uniek
select v.id
from vrijwilliger v
where v.id = (
	select vrijwilliger_met_adres(a.email)
	from account a
	where a.id = :account_id::uuid)
