-- Ends one session of an account.
-- in: id uuid, account_id uuid
-- out: id uuid
-- rows: maybe
-- index: sessie_id_uniek
delete from sessie s
where s.id = :id::uuid
	and s.account_id = :account_id::uuid
returning s.id
