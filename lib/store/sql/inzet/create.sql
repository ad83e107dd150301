-- What a plan does with one request.
-- in: planning_id uuid, nr int4, aanvraag_id uuid, aanbod_id uuid?, datum date?, dagdeel text?, score int4?, plaats int4?, alternatieven uuid[],
--     factoren text?, reden text?, status text
-- rows: none
insert into inzet (planning_id, nr, aanvraag_id, aanbod_id, datum, dagdeel, score, plaats, alternatieven, factoren, reden, status)
values (:planning_id::uuid, :nr::int4, :aanvraag_id::uuid, :aanbod_id::uuid, :datum::date, :dagdeel::text, :score::int4, :plaats::int4,
	:alternatieven::uuid[], :factoren::text::jsonb, :reden::text, :status::text)
