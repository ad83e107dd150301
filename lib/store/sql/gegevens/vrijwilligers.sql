-- Which volunteers an account is: as a member, or by the same address.
-- in: account_id uuid
-- out: ids uuid[]
-- as: systeem: the volunteer may be nobody's yet
-- rows: one
-- index: lid_op_account, vrijwilliger_uniek
select coalesce(array_agg(distinct g.id), '{}') as ids
from (
	select l.vrijwilliger_id as id
	from lid l
	where l.account_id = :account_id::uuid and l.vrijwilliger_id is not null and l.status = 'actief'
	union all
	select v.id
	from vrijwilliger v
	where v.id = any (vrijwilligers_met_adres_van(:account_id::uuid))
) g
