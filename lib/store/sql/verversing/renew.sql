-- A refresh token comes in. The first time it gives the session its next tokens; until `sinds` it gives the same ones again,
-- to who asked at the same time or never got the answer; after that somebody else has it too, and the session ends.
-- The row of the session is locked first, as by who ends it. What was given longer ago is forgotten.
-- in: token_hash bytea, app_id uuid, nu timestamptz, sinds timestamptz, gezien_na timestamptz, opvolger bytea,
--     nieuw_hash bytea, sessie_hash bytea, token_verloopt_op timestamptz
-- out: account_id uuid, gebruikt_op timestamptz, opvolger bytea, hergebruikt bool
-- as: aanmelden: the app comes with what it was given, and nobody is signed in
-- rows: maybe
-- index: verversing_uniek, sessie_id_uniek, account_uniek
with familie as (
	select s.id, s.account_id
	from verversing v
	join sessie s on s.id = v.sessie_id
	join account a on a.id = s.account_id
	where v.token_hash = :token_hash::bytea
		and s.app_id = :app_id::uuid
		and s.verloopt_op > :nu::timestamptz
		and s.gezien_op > :gezien_na::timestamptz
		and a.actief
	for update of s
), gebruikt as (
	update verversing v
	set gebruikt_op = coalesce(v.gebruikt_op, :nu::timestamptz),
		opvolger = coalesce(v.opvolger, :opvolger::bytea)
	from familie f
	where v.token_hash = :token_hash::bytea
	returning f.id, f.account_id, v.gebruikt_op, v.opvolger,
		v.opvolger = :opvolger::bytea as nieuw,
		v.gebruikt_op <= :sinds::timestamptz as hergebruikt
), volgende as (
	insert into verversing (token_hash, sessie_id, gemaakt_op)
	select :nieuw_hash::bytea, g.id, :nu::timestamptz
	from gebruikt g
	where g.nieuw
), verder as (
	update sessie s
	set token_hash = :sessie_hash::bytea, token_verloopt_op = :token_verloopt_op::timestamptz, gezien_op = :nu::timestamptz
	from gebruikt g
	where s.id = g.id
		and g.nieuw
), vergeten as (
	update verversing v
	set opvolger = ''::bytea
	from gebruikt g
	where v.sessie_id = g.id
		and g.nieuw
		and v.gebruikt_op <= :sinds::timestamptz
		and v.opvolger <> ''::bytea
), einde as (
	delete from sessie s
	using gebruikt g
	where s.id = g.id
		and g.hergebruikt
)
select g.account_id, g.gebruikt_op, g.opvolger, g.hergebruikt
from gebruikt g
