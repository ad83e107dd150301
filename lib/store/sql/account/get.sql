-- The account itself, for its owner.
-- in: id uuid
-- out: id uuid, email bytea, naam text, aanhef text?, taal text, vrijwilliger_id uuid?, telefoon bytea?, beperkt_op timestamptz?, versie int8
-- as: systeem: the telephone stands with the volunteer that it is, whatever it acts as now
-- rows: maybe
-- index: account_uniek, lid_op_account, vrijwilliger_uniek
select a.id, a.email, a.naam, aanhef_van(a.id) as aanhef, a.taal, v.id as vrijwilliger_id, v.telefoon, a.beperkt_op, a.versie
from account a
left join lateral (
	select w.id, w.telefoon
	from lid l
	join vrijwilliger w on w.id = l.vrijwilliger_id
	where l.account_id = a.id and l.status = 'actief'
	order by l.id
	limit 1) v on true
where a.id = :id::uuid
