-- Forgets accounts that somebody asked for and nobody ever used: no password, no session, no membership.
-- in: voor timestamptz
-- out: aantal int8
-- rows: one
-- index: account_zonder_wachtwoord, lid_op_account, sessie_op_account
with weg as (
	delete from account a
	where a.wachtwoord is null
		and a.gemaakt_op < :voor::timestamptz
		and not exists (select from lid l where l.account_id = a.id)
		and not exists (select from sessie s where s.account_id = a.id)
	returning 1
)
select count(*)::int8 as aantal from weg
