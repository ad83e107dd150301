-- Makes of a code that is locked the session of an app, with its first tokens. No row when who allowed it is not signed in any
-- more. The session has proved as much as that one had.
-- in: code_hash bytea, sessie_id uuid, token_hash bytea, verversing_hash bytea, toestel text, netwerk text, nu timestamptz,
--     gezien_na timestamptz, token_verloopt_op timestamptz, verloopt_op timestamptz
-- out: account_id uuid
-- as: aanmelden: the app comes with what it was given, and nobody is signed in
-- rows: maybe
-- index: toestemming_uniek, sessie_id_uniek, account_uniek
with nieuw as (
	insert into sessie (id, token_hash, account_id, app_id, gemaakt_op, gezien_op, token_verloopt_op, verloopt_op, wijze, toestel,
		netwerk, met_code)
	select :sessie_id::uuid, :token_hash::bytea, a.id, t.app_id, :nu::timestamptz, :nu::timestamptz,
		:token_verloopt_op::timestamptz, :verloopt_op::timestamptz, 'app', :toestel::text, :netwerk::text, s.met_code
	from toestemming t
	join sessie s on s.id = t.sessie_id
	join account a on a.id = t.account_id
	where t.code_hash = :code_hash::bytea
		and t.gaf_sessie is null
		and s.verloopt_op > :nu::timestamptz
		and s.gezien_op > :gezien_na::timestamptz
		and a.actief
	-- A change of password that ends all sessions ends this one, or was there before it.
	for share of s, a
	returning account_id
), gebruikt as (
	update toestemming t
	set gaf_sessie = :sessie_id::uuid
	from nieuw n
	where t.code_hash = :code_hash::bytea
), eerste as (
	insert into verversing (token_hash, sessie_id, gemaakt_op)
	select :verversing_hash::bytea, :sessie_id::uuid, :nu::timestamptz
	from nieuw n
)
select n.account_id
from nieuw n
