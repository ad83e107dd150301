-- Holds an exclusion that the caller may change until the end of the transaction.
-- in: id uuid, alle bool, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid
-- out: versie int8
-- rows: maybe
-- index: veto_uniek
select w.versie
from veto w
where w.id = :id::uuid
	and (:alle::bool
		or w.kant = 'school' and w.school_id = :school_id::uuid
		or w.kant = 'aanbieder' and (w.bedrijf_id = :bedrijf_id::uuid or w.vrijwilliger_id = :vrijwilliger_id::uuid))
for update
