-- Ends the session of an app that one of its tokens belongs to, whichever of the two that is.
-- in: token_hash bytea, app_id uuid
-- out: account_id uuid
-- as: aanmelden: the app comes with what it was given, and nobody is signed in
-- rows: maybe
-- index: sessie_uniek, sessie_id_uniek, verversing_uniek
delete from sessie s
where s.id = (
		select v.sessie_id from verversing v where v.token_hash = :token_hash::bytea
		union all
		select t.id from sessie t where t.token_hash = :token_hash::bytea
		limit 1)
	and s.app_id = :app_id::uuid
returning s.account_id
