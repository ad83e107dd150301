-- Forgets accounts that belong nowhere: no password, no session, and no membership, or only such as ended or were offered and
-- not taken. Those that nobody ever used, and those of an invitation that was taken back.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: account_zonder_wachtwoord, lid_op_account, sessie_op_account
with weg as (
	delete from account a
	where a.wachtwoord is null
		and a.gemaakt_op < :voor::timestamptz
		and not exists (
			select from lid l
			where l.account_id = a.id
				and (l.status in ('gevraagd', 'actief') or l.gewijzigd_op >= :voor::timestamptz))
		and not exists (select from sessie s where s.account_id = a.id)
	returning a.gemaakt_op
)
select count(*)::int8 as aantal, min(w.gemaakt_op) as oudste from weg w
