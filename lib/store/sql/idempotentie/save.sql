-- Writes the answer under the key that this transaction took.
-- in: account_id uuid, operatie text, sleutel text, status int4, locatie text?, etag text?, antwoord bytea, ids uuid[]
-- rows: none
-- index: idempotentie_sleutel_uniek
update idempotentie
set status = :status::int4, locatie = :locatie::text, etag = :etag::text, antwoord = :antwoord::bytea, ids = :ids::uuid[]
where account_id = :account_id::uuid
	and operatie = :operatie::text
	and sleutel = :sleutel::text
