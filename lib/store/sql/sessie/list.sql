-- The sessions of an account that hold, the newest first; one of an app may lie still for longer.
-- in: account_id uuid, nu timestamptz, gezien_na timestamptz, app_gezien_na timestamptz
-- out: id uuid, wijze text, app text?, met_code bool, toestel text, netwerk text, gemaakt_op timestamptz, gezien_op timestamptz, verloopt_op timestamptz
-- rows: many
-- index: sessie_op_account, app_uniek
select s.id, s.wijze, p.naam as app, s.met_code, s.toestel, s.netwerk, s.gemaakt_op, s.gezien_op, s.verloopt_op
from sessie s
left join app p on p.id = s.app_id
where s.account_id = :account_id::uuid
	and s.verloopt_op > :nu::timestamptz
	and s.gezien_op > case when s.app_id is null then :gezien_na::timestamptz else :app_gezien_na::timestamptz end
order by s.gemaakt_op desc, s.id
limit 100
