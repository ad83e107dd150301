-- Holds a volunteer that the caller may see until the end of the transaction, to change it.
-- in: id uuid, alle bool, bedrijf_id uuid, vrijwilliger_id uuid
-- out: versie int8
-- rows: maybe
-- index: vrijwilliger_uniek
select w.versie
from vrijwilliger w
where w.id = :id::uuid
	and w.gewist_op is null
	and (w.beperkt_op is null or w.id = :vrijwilliger_id::uuid)
	and (:alle::bool or w.bedrijf_id = :bedrijf_id::uuid or w.id = :vrijwilliger_id::uuid)
for update
