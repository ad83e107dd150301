-- Ends the links for an answer that were sent to an account as a volunteer and not used yet, those to stand in and to tell how it went too.
-- in: account_id uuid, nu timestamptz
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: none
-- index: lid_op_account, koppeling_op_vrijwilliger, antwoordlink_een_per_koppeling, aanbod_op_vrijwilliger, invaller_op_aanbod, aflooplink_op_koppeling
with invallers as (
	update invaller i
	set verloopt_op = :nu::timestamptz
	where i.aanbod_id = any (array(
			select o.id
			from lid l
			join aanbod o on o.vrijwilliger_id = l.vrijwilliger_id
			where l.account_id = :account_id::uuid and l.status = 'actief'))
		and i.status = 'gevraagd'
		and i.verloopt_op > :nu::timestamptz
), afloop as (
	update aflooplink f
	set verloopt_op = f.gemaakt_op -- or it would hold until after the activity
	from lid l
	join koppeling k on k.vrijwilliger_id = l.vrijwilliger_id
	where l.account_id = :account_id::uuid and l.status = 'actief'
		and f.koppeling_id = k.id
)
update antwoordlink n
set verloopt_op = :nu::timestamptz
from lid l
join koppeling k on k.vrijwilliger_id = l.vrijwilliger_id
where l.account_id = :account_id::uuid
	and l.status = 'actief'
	and n.koppeling_id = k.id
	and n.gebruikt_op is null
	and n.verloopt_op > :nu::timestamptz
