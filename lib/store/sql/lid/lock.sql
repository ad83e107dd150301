-- Holds a member that the caller may see until the end of the transaction, to change it.
-- in: id uuid, alle bool, account_id uuid, school_id uuid, bedrijf_id uuid, kring_id uuid
-- out: versie int8
-- rows: maybe
-- index: lid_uniek, vrijwilliger_uniek
select l.versie
from lid l
where l.id = :id::uuid
	and (:alle::bool or l.account_id = :account_id::uuid or l.school_id = :school_id::uuid
		or l.bedrijf_id = :bedrijf_id::uuid or l.kring_id = :kring_id::uuid
		or (select v.bedrijf_id from vrijwilliger v where v.id = l.vrijwilliger_id) = :bedrijf_id::uuid)
for update
