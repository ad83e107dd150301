-- The stored answer under a key; none when it has gone, or names somebody else who is restricted by now.
-- in: account_id uuid, operatie text, sleutel text
-- out: vingerafdruk bytea, status int4?, locatie text?, etag text?, antwoord bytea?
-- rows: maybe
-- index: idempotentie_sleutel_uniek
select i.vingerafdruk, case when not b.beperkt then i.status end as status, case when not b.beperkt then i.locatie end as locatie,
	case when not b.beperkt then i.etag end as etag, case when not b.beperkt then i.antwoord end as antwoord
from idempotentie i
cross join lateral (select noemt_beperkte(i.ids, i.account_id) as beperkt) b
where i.account_id = :account_id::uuid
	and i.operatie = :operatie::text
	and i.sleutel = :sleutel::text
