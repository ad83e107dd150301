-- The sessions of an account that hold, the newest first.
-- in: account_id uuid, nu timestamptz, gezien_na timestamptz
-- out: id uuid, wijze text, met_code bool, toestel text, netwerk text, gemaakt_op timestamptz, gezien_op timestamptz, verloopt_op timestamptz
-- rows: many
-- index: sessie_op_account
select s.id, s.wijze, s.met_code, s.toestel, s.netwerk, s.gemaakt_op, s.gezien_op, s.verloopt_op
from sessie s
where s.account_id = :account_id::uuid
	and s.verloopt_op > :nu::timestamptz
	and s.gezien_op > :gezien_na::timestamptz
order by s.gemaakt_op desc, s.id
limit 100
