-- The account of a volunteer, when there is one.
-- in: id uuid
-- out: account_id uuid
-- as: systeem: a letter is for whom it is, whoever approved
-- rows: maybe
-- index: lid_vrijwilliger_een_account
select l.account_id
from lid l
where l.vrijwilliger_id = :id::uuid and l.status = 'actief'
