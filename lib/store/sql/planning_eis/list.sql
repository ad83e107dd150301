-- What staff wants of a plan beforehand.
-- in: planning_id uuid
-- out: aanvraag_id uuid, aanbod_id uuid, vast bool
-- rows: many
-- index: planning_eis_uniek
select e.aanvraag_id, e.aanbod_id, e.vast
from planning_eis e
where e.planning_id = :planning_id::uuid
order by e.aanvraag_id, e.aanbod_id
