-- Holds a view of the list for staff, one's own or a shared one, until the end of the transaction.
-- in: id uuid, account_id uuid
-- out: versie int8
-- rows: maybe
-- index: weergave_uniek
select w.versie
from weergave w
where w.id = :id::uuid
	and case when w.gedeeld then true else w.account_id = :account_id::uuid end
for update
