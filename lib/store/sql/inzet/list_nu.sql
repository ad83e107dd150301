-- What became of the requests of a plan, by their number in it: which have a match that runs, with whom and when; which are open and have none; and
-- of these, whom they had before.
-- in: planning_id uuid
-- out: nrs int4[], aanbod_ids uuid[], datums date[], dagdelen text[], open_nrs int4[], gehad_nrs int4[], gehad_ids uuid[]
-- rows: one
-- index: inzet_een_per_aanvraag, aanvraag_uniek, koppeling_op_aanvraag
with nu as materialized (
	select i.nr, k.id, k.aanbod_id, k.datum, k.dagdeel, k.halte = 0 and koppeling_loopt(k.status) as loopt,
		a.status = 'open' and not coalesce(bool_or(k.halte = 0 and koppeling_loopt(k.status)) over (partition by i.nr), false) as zoekt
	from inzet i
	join aanvraag a on a.id = i.aanvraag_id
	left join koppeling k on k.aanvraag_id = i.aanvraag_id
	where i.planning_id = :planning_id::uuid
)
select coalesce(array_agg(n.nr order by n.nr) filter (where n.loopt), '{}') as nrs,
	coalesce(array_agg(n.aanbod_id order by n.nr) filter (where n.loopt), '{}') as aanbod_ids,
	coalesce(array_agg(n.datum order by n.nr) filter (where n.loopt), '{}') as datums,
	coalesce(array_agg(n.dagdeel order by n.nr) filter (where n.loopt), '{}') as dagdelen,
	coalesce(array_agg(distinct n.nr order by n.nr) filter (where n.zoekt), '{}') as open_nrs,
	coalesce(array_agg(n.nr order by n.nr, n.id) filter (where n.zoekt and n.id is not null), '{}') as gehad_nrs,
	coalesce(array_agg(n.aanbod_id order by n.nr, n.id) filter (where n.zoekt and n.id is not null), '{}') as gehad_ids
from nu n
