-- The second factor of an account.
-- in: account_id uuid
-- out: geheim bytea, aan bool, laatste_stap int8
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: tweede_factor_uniek
select f.geheim, f.aan_op is not null as aan, f.laatste_stap
from tweede_factor f
where f.account_id = :account_id::uuid
