-- What staff wants of a plan beforehand: pairs of a request and an offer, as two lists.
-- in: planning_id uuid, aanvraag_ids uuid[], aanbod_ids uuid[], vast bool
-- rows: none
insert into planning_eis (planning_id, aanvraag_id, aanbod_id, vast)
select :planning_id::uuid, e.aanvraag_id, e.aanbod_id, :vast::bool
from unnest(:aanvraag_ids::uuid[], :aanbod_ids::uuid[]) e (aanvraag_id, aanbod_id)
