-- Uses a recovery code: of two who come with it, one gets in.
-- in: account_id uuid, code_hash bytea
-- out: account_id uuid
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: herstelcode_uniek
delete from herstelcode h
where h.account_id = :account_id::uuid
	and h.code_hash = :code_hash::bytea
returning h.account_id
