-- Views of the list for staff by id: one's own, and those that are shared.
-- in: ids uuid[], account_id uuid
-- out: id uuid, account_id uuid, naam text, gedeeld bool, wat text?, soort text?, risico text?, gemeente_code text?, kring_id uuid?, campagne_id uuid?,
--      toegewezen text?, wacht_dagen int4?, versie int8
-- rows: many
-- index: weergave_uniek
select w.id, w.account_id, w.naam, w.gedeeld, w.wat, w.soort, w.risico, w.gemeente_code, w.kring_id, w.campagne_id, w.toegewezen, w.wacht_dagen,
	w.versie
from weergave w
where w.id = any (:ids::uuid[])
	and case when w.gedeeld then true else w.account_id = :account_id::uuid end
order by w.id
