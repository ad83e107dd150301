-- The account itself, for its owner.
-- in: id uuid
-- out: id uuid, email text, naam text, telefoon text?, beperkt_op timestamptz?, versie int8
-- as: systeem: the telephone stands with the volunteer that it is, whatever it acts as now
-- rows: maybe
-- index: account_uniek, lid_op_account, vrijwilliger_uniek
select a.id, a.email, a.naam,
	(select v.telefoon
	from lid l
	join vrijwilliger v on v.id = l.vrijwilliger_id
	where l.account_id = a.id and l.status = 'actief'
	order by l.id
	limit 1) as telefoon,
	a.beperkt_op, a.versie
from account a
where a.id = :id::uuid
