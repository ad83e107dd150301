-- Ends the links for an answer that were sent to an account as a volunteer and not used yet.
-- in: account_id uuid, nu timestamptz
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: none
-- index: lid_op_account, koppeling_op_vrijwilliger, antwoordlink_een_per_koppeling
update antwoordlink n
set verloopt_op = :nu::timestamptz
from lid l
join koppeling k on k.vrijwilliger_id = l.vrijwilliger_id
where l.account_id = :account_id::uuid
	and l.status = 'actief'
	and n.koppeling_id = k.id
	and n.gebruikt_op is null
	and n.verloopt_op > :nu::timestamptz
