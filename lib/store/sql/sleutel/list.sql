-- The keys of an account, the oldest first; the one that is asked, or all.
-- in: account_id uuid, id uuid?
-- out: id uuid, lid_id uuid, naam text, begin text, rechten text[], per_minuut int4, per_dag int4, gemaakt_op timestamptz, verloopt_op timestamptz, vorige_tot timestamptz?
-- rows: many
-- index: sleutel_op_account
select k.id, k.lid_id, k.naam, k.begin, k.rechten, k.per_minuut, k.per_dag, k.gemaakt_op, k.verloopt_op, k.vorige_tot
from sleutel k
where k.account_id = :account_id::uuid
	and (:id::uuid is null or k.id = :id::uuid)
order by k.id
limit 100
