-- From now on an account is known by this subject too; so it may be already, of the same moment. Refused (identiteit_een_per_dienst)
-- when that service has another subject for it.
-- in: issuer text, onderwerp text, account_id uuid, nu timestamptz
-- as: aanmelden: nobody is signed in yet
-- rows: none
insert into identiteit (issuer, onderwerp, account_id, gemaakt_op)
values (:issuer::text, :onderwerp::text, :account_id::uuid, :nu::timestamptz)
on conflict on constraint identiteit_uniek do nothing
