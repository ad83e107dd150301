-- Holds an offer that the caller may change until the end of the transaction.
-- in: id uuid, alle bool, bedrijf_id uuid, vrijwilliger_id uuid
-- out: versie int8
-- rows: maybe
-- index: aanbod_uniek
select o.versie
from aanbod o
where o.id = :id::uuid
	and (:alle::bool or o.bedrijf_id = :bedrijf_id::uuid or o.vrijwilliger_id = :vrijwilliger_id::uuid)
for update
