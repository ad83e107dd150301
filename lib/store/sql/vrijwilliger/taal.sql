-- In which language a volunteer reads letters: that of the account, when there is one.
-- in: id uuid
-- out: taal text
-- as: systeem: a letter is for whom it is, whoever approved
-- rows: one
-- index: vrijwilliger_uniek, lid_vrijwilliger_een_account, account_uniek
select coalesce((
		select a.taal
		from lid l
		join account a on a.id = l.account_id
		where l.vrijwilliger_id = v.id and l.status = 'actief'), v.taal) as taal
from vrijwilliger v
where v.id = :id::uuid
