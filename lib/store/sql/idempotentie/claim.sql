-- Takes a key for this request; no row when the key was there already (a running transaction with it is waited for).
-- in: account_id uuid, operatie text, sleutel text, vingerafdruk bytea, nu timestamptz
-- out: sleutel text
-- rows: maybe
-- index: idempotentie_sleutel_uniek
insert into idempotentie as i (account_id, operatie, sleutel, vingerafdruk, gemaakt_op)
values (:account_id::uuid, :operatie::text, :sleutel::text, :vingerafdruk::bytea, :nu::timestamptz)
on conflict (account_id, operatie, sleutel) do nothing
returning i.sleutel
