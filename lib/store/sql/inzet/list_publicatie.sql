-- The next that become proposals.
-- in: planning_id uuid, na_nr int4, aantal int8
-- out: nr int4, aanvraag_id uuid, aanbod_id uuid, datum date, dagdeel text
-- rows: many
-- index: inzet_uniek
select i.nr, i.aanvraag_id, i.aanbod_id, i.datum, i.dagdeel
from inzet i
where i.planning_id = :planning_id::uuid
	and i.nr > :na_nr::int4
	and i.status = 'gepland'
order by i.nr
limit :aantal::int8
