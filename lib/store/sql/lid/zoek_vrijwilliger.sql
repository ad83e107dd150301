-- The volunteer who is known by the address of an account; of those of several organisations one that it has not joined yet.
-- in: account_id uuid
-- out: id uuid
-- as: systeem: the volunteer is nobody's yet
-- rows: maybe
-- index: vrijwilliger_uniek
select v.id
from vrijwilliger v
where v.id = vrijwilliger_met_adres_van(:account_id::uuid)
