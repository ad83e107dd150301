-- Holds an offer that the caller may change until the end of the transaction.
-- in: id uuid, alle bool, afgeschermde bool, bedrijf_id uuid, vrijwilliger_id uuid
-- out: versie int8
-- rows: maybe
-- index: aanbod_uniek
select o.versie
from aanbod o
where o.id = :id::uuid
	and (o.vrijwilliger_id = :vrijwilliger_id::uuid
		or (:alle::bool or o.bedrijf_id = :bedrijf_id::uuid)
			and (:afgeschermde::bool or not is_beperkt(o.vrijwilliger_id)))
for update
