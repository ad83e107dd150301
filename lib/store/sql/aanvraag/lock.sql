-- Holds a request that the caller may change until the end of the transaction.
-- in: id uuid, alle bool, docent_id uuid, school_id uuid
-- out: versie int8
-- rows: maybe
-- index: aanvraag_uniek
select a.versie
from aanvraag a
where a.id = :id::uuid
	and (:alle::bool or a.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid)
for update
