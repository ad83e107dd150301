-- The next of a plan, in their order, with the sentences of the factors in one language.
-- in: planning_id uuid, status text?, na_nr int4, aantal int8, reden text
-- out: nr int4, aanvraag_id uuid, school_id uuid, school_naam text, aanbod_id uuid?, titel text?, vrijwilliger_id uuid?, datum date?, dagdeel text?,
--      score int4?, plaats int4?, factoren text, alternatieven uuid[], reden text?, status text, koppeling_id uuid?, code text?
-- rows: many
-- index: inzet_uniek, aanvraag_uniek, school_uniek, aanbod_uniek
select i.nr, i.aanvraag_id, a.school_id, s.naam as school_naam, i.aanbod_id, o.titel, o.vrijwilliger_id, i.datum, i.dagdeel, i.score, i.plaats,
	(select coalesce(jsonb_agg(f.een - '{redenNl,redenEn}'::text[] || jsonb_build_object('reden', f.een -> :reden::text)
			order by f.plek), '[]')
		from jsonb_array_elements(i.factoren) with ordinality f (een, plek))::text as factoren,
	i.alternatieven, i.reden, i.status, i.koppeling_id, i.code
from inzet i
join aanvraag a on a.id = i.aanvraag_id
join school s on s.id = a.school_id
left join aanbod o on o.id = i.aanbod_id
where i.planning_id = :planning_id::uuid
	and i.nr > :na_nr::int4
	and (:status::text is null or i.status = :status::text)
order by i.nr
limit :aantal::int8
