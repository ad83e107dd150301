-- What a code was given for, used or not. Who comes with the same one meanwhile waits.
-- in: code_hash bytea
-- out: app_id uuid, account_id uuid, adres text, uitdaging text, verloopt_op timestamptz, gaf_sessie uuid?
-- as: aanmelden: the app comes with what it was given, and nobody is signed in
-- rows: maybe
-- index: toestemming_uniek
select t.app_id, t.account_id, t.adres, t.uitdaging, t.verloopt_op, t.gaf_sessie
from toestemming t
where t.code_hash = :code_hash::bytea
for update
