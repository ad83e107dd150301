-- Holds a class that the caller may change until the end of the transaction.
-- in: id uuid, alle bool, school_id uuid
-- out: versie int8
-- rows: maybe
-- index: klas_uniek
select c.versie
from klas c
where c.id = :id::uuid
	and (:alle::bool or c.school_id = :school_id::uuid)
for no key update
