-- Ends the sessions of an account, all but one (`behalve`; null: all).
-- in: account_id uuid, behalve uuid?
-- out: aantal int8
-- as: aanmelden: who comes by a link is not signed in
-- rows: one
-- index: sessie_op_account
with weg as (
	delete from sessie s
	where s.account_id = :account_id::uuid
		and (:behalve::uuid is null or s.id <> :behalve::uuid)
	returning 1
)
select count(*)::int8 as aantal from weg
