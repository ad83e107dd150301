-- To whom a letter about an objection goes.
-- in: account_id uuid?, vrijwilliger_id uuid?
-- out: email bytea, aanhef text?, taal text
-- as: systeem: who is restricted is hidden from staff, and hears of it all the same
-- rows: maybe
-- index: account_uniek, vrijwilliger_uniek
select a.email, aanhef_van(a.id) as aanhef, a.taal from account a where a.id = :account_id::uuid
union all
select v.email, v.naam as aanhef, v.taal from vrijwilliger v where v.id = :vrijwilliger_id::uuid and v.gewist_op is null
