-- Gives a key another secret; the one of now holds until `vorige_tot`, whatever was before it no more.
-- in: id uuid, account_id uuid, begin text, token_hash bytea, vorige_tot timestamptz
-- out: id uuid
-- rows: maybe
-- index: sleutel_uniek
update sleutel k
set begin = :begin::text, vorige_hash = k.token_hash, vorige_tot = :vorige_tot::timestamptz, token_hash = :token_hash::bytea
where k.id = :id::uuid
	and k.account_id = :account_id::uuid
returning k.id
