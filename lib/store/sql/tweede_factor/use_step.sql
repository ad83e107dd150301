-- Uses the code of a step, once, and turns the factor on when that is still to be done. No row when a later one was used.
-- in: account_id uuid, stap int8, nu timestamptz
-- out: account_id uuid
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: tweede_factor_uniek
update tweede_factor f
set laatste_stap = :stap::int8, aan_op = coalesce(f.aan_op, :nu::timestamptz)
where f.account_id = :account_id::uuid
	and f.laatste_stap < :stap::int8
returning f.account_id
