-- The next matches of a plan, for another one that keeps to them.
-- in: planning_id uuid, na_nr int4, aantal int8
-- out: aanvraag_ids uuid[], aanbod_ids uuid[], laatste int4?
-- rows: one
-- index: inzet_uniek
select coalesce(array_agg(v.aanvraag_id order by v.nr), '{}') as aanvraag_ids, coalesce(array_agg(v.aanbod_id order by v.nr), '{}') as aanbod_ids,
	max(v.nr) as laatste
from (
	select i.nr, i.aanvraag_id, i.aanbod_id
	from inzet i
	where i.planning_id = :planning_id::uuid
		and i.nr > :na_nr::int4
		and i.aanbod_id is not null
	order by i.nr
	limit :aantal::int8
) v
