-- Takes back a change by the link to the old address, and all that were asked for since: of two who come with it, one does.
-- `gewisseld`: the account has another address than before these.
-- in: terug_hash bytea, nu timestamptz
-- out: id uuid, account_id uuid, oud bytea, gewisseld bool, gemaakt_op timestamptz
-- as: aanmelden: who comes by a link is not signed in
-- rows: maybe
-- index: emailwissel_terug_een_keer, emailwissel_op_account
with deze as (
	select e.id, e.account_id, e.oud, e.gemaakt_op
	from emailwissel e
	where e.terug_hash = :terug_hash::bytea
		and e.terug_tot_op > :nu::timestamptz
	for update
), weg as (
	delete from emailwissel e
	using deze d
	where e.account_id = d.account_id and e.gemaakt_op >= d.gemaakt_op
	returning e.gewisseld_op
)
select d.id, d.account_id, d.oud, exists (select from weg w where w.gewisseld_op is not null) as gewisseld, d.gemaakt_op
from deze d
