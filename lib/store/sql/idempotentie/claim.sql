-- Takes a key for this request. `vrij` is false while a transaction is at work under it, in whatever process: that is
-- said at once, so that nobody waits with a connection. `nieuw` is false when an answer is there already.
-- in: account_id uuid, operatie text, sleutel text, vingerafdruk bytea, nu timestamptz
-- out: vrij bool, nieuw bool
-- rows: one
-- index: idempotentie_sleutel_uniek
with slot as materialized (
	select pg_try_advisory_xact_lock(hashtextextended(
		concat_ws(' ', :account_id::uuid, :operatie::text, :sleutel::text), 0)) as vrij
), genomen as (
	insert into idempotentie as i (account_id, operatie, sleutel, vingerafdruk, gemaakt_op)
	select :account_id::uuid, :operatie::text, :sleutel::text, :vingerafdruk::bytea, :nu::timestamptz
	from slot s
	where s.vrij
	on conflict (account_id, operatie, sleutel) do nothing
	returning i.sleutel
)
select s.vrij, exists (select from genomen) as nieuw
from slot s
