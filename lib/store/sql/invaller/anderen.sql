-- The offers whose people were asked and are told that somebody else does it.
-- in: invalvraag_id uuid
-- out: ids uuid[]
-- as: systeem: who answers does not see who else was asked
-- rows: one
-- index: invaller_uniek
select coalesce(array_agg(i.aanbod_id order by i.rang), '{}') as ids
from invaller i
where i.invalvraag_id = :invalvraag_id::uuid and i.status = 'vol'
