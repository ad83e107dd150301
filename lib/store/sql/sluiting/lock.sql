-- Holds a closure that the caller may change until the end of the transaction.
-- in: id uuid, alle bool, houder uuid?
-- out: versie int8
-- rows: maybe
-- index: sluiting_uniek
select w.versie
from sluiting w
where w.id = :id::uuid
	and (:alle::bool or w.houder = :houder::uuid)
for update
