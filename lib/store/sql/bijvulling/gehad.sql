-- The offers that a request is not asked about again: what was proposed for it before, and what else the same volunteers offer.
-- in: aanvraag_id uuid
-- out: ids uuid[]
-- rows: one
-- index: koppeling_op_aanvraag, aanbod_op_vrijwilliger
select coalesce(array_agg(distinct g.id), '{}') as ids
from (
	select k.aanbod_id as id
	from koppeling k
	where k.aanvraag_id = :aanvraag_id::uuid
	union all
	select o.id
	from koppeling k
	join aanbod o on o.vrijwilliger_id = k.vrijwilliger_id
	where k.aanvraag_id = :aanvraag_id::uuid
) g
