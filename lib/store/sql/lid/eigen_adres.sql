-- Whether who is to be a volunteer by a membership reads the mail of that volunteer: by the address of the account, or the one that it
-- changed from and can still take back. Of other memberships it is so.
-- in: id uuid
-- out: eigen bool
-- as: systeem: the volunteer is nobody's yet
-- rows: one
-- index: lid_uniek, account_uniek, vrijwilliger_uniek, emailwissel_op_account
select l.vrijwilliger_id is null
	or a.email_vinders && v.email_vinders
	or exists (
		select from emailwissel e
		where e.account_id = a.id and e.gewisseld_op is not null and e.oud_vinders && v.email_vinders) as eigen
from lid l
join account a on a.id = l.account_id
left join vrijwilliger v on v.id = l.vrijwilliger_id
where l.id = :id::uuid
