-- Takes away a view of the list for staff, one's own or a shared one.
-- in: id uuid, account_id uuid
-- out: id uuid
-- rows: maybe
-- index: weergave_uniek
delete from weergave w
where w.id = :id::uuid
	and case when w.gedeeld then true else w.account_id = :account_id::uuid end
returning w.id
