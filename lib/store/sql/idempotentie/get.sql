-- The stored answer under a key.
-- in: account_id uuid, operatie text, sleutel text
-- out: vingerafdruk bytea, status int4?, locatie text?, etag text?, antwoord bytea?
-- rows: maybe
-- index: idempotentie_sleutel_uniek
select i.vingerafdruk, i.status, i.locatie, i.etag, i.antwoord
from idempotentie i
where i.account_id = :account_id::uuid
	and i.operatie = :operatie::text
	and i.sleutel = :sleutel::text
