-- A volunteer that is somebody, and the account that it has.
-- in: vrijwilliger_id uuid
-- out: account_id uuid?
-- rows: maybe
-- index: vrijwilliger_uniek, lid_vrijwilliger_een_account
select (select l.account_id from lid l where l.vrijwilliger_id = v.id and l.status = 'actief') as account_id
from vrijwilliger v
where v.id = :vrijwilliger_id::uuid and v.gewist_op is null
