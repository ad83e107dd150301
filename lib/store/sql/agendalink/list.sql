-- The links of an account to its calendars, the oldest first; the one that is asked, or all.
-- in: account_id uuid, id uuid?
-- out: id uuid, lid_id uuid, naam text, gemaakt_op timestamptz, verloopt_op timestamptz
-- rows: many
-- index: agendalink_op_account
select k.id, k.lid_id, k.naam, k.gemaakt_op, k.verloopt_op
from agendalink k
where k.account_id = :account_id::uuid
	and (:id::uuid is null or k.id = :id::uuid)
order by k.id
limit 100
