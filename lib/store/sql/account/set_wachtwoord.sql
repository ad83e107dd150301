-- Gives an account another password, when it has the one that was looked at (`was`; null: whatever it has).
-- in: id uuid, was text?, wachtwoord text
-- out: email bytea, aanhef text?, taal text
-- as: aanmelden: who comes by a link is not signed in
-- rows: maybe
-- index: account_uniek
update account a
set wachtwoord = :wachtwoord::text
where a.id = :id::uuid
	and (:was::text is null or a.wachtwoord = :was::text)
returning a.email, aanhef_van(a.id) as aanhef, a.taal
