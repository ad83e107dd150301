-- What another plan does otherwise, by request; what one of the two does not know counts as nobody.
-- in: planning_id uuid, andere_id uuid, aantal int8
-- out: anders int8, aanvraag_id uuid, hier_aanbod_id uuid?, hier_datum date?, hier_dagdeel text?, daar_aanbod_id uuid?, daar_datum date?, daar_dagdeel text?
-- rows: many
-- index: inzet_een_per_aanvraag
select count(*) over ()::int8 as anders, coalesce(h.aanvraag_id, d.aanvraag_id) as aanvraag_id, h.aanbod_id as hier_aanbod_id, h.datum as hier_datum,
	h.dagdeel as hier_dagdeel, d.aanbod_id as daar_aanbod_id, d.datum as daar_datum, d.dagdeel as daar_dagdeel
from (select i.aanvraag_id, i.aanbod_id, i.datum, i.dagdeel from inzet i where i.planning_id = :planning_id::uuid) h
full join (select i.aanvraag_id, i.aanbod_id, i.datum, i.dagdeel from inzet i where i.planning_id = :andere_id::uuid) d
	on d.aanvraag_id = h.aanvraag_id
where (h.aanbod_id, h.datum, h.dagdeel) is distinct from (d.aanbod_id, d.datum, d.dagdeel)
order by 2
limit :aantal::int8
