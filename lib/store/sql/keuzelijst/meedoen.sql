-- Who takes part in a round, and nothing of what they rank.
-- in: keuzeronde_id uuid
-- out: aanvraag_ids uuid[], aanbod_ids uuid[]
-- as: systeem: a side ranks whoever takes part on the other
-- rows: one
-- index: keuzelijst_op_ronde
select coalesce(array_agg(l.aanvraag_id order by l.aanvraag_id) filter (where l.aanvraag_id is not null), '{}') as aanvraag_ids,
	coalesce(array_agg(l.aanbod_id order by l.aanbod_id) filter (where l.aanbod_id is not null), '{}') as aanbod_ids
from keuzelijst l
where l.keuzeronde_id = :keuzeronde_id::uuid
