-- The schools that get another number in another plan; who loses most first.
-- in: planning_id uuid, andere_id uuid, aantal int8
-- out: school_id uuid, naam text, hier int4, daar int4
-- rows: many
-- index: inzet_een_per_aanvraag, aanvraag_uniek, school_uniek
select s.id as school_id, s.naam, (count(*) filter (where v.hier))::int4 as hier, (count(*) filter (where not v.hier))::int4 as daar
from (
	select i.aanvraag_id, true as hier from inzet i where i.planning_id = :planning_id::uuid and i.aanbod_id is not null
	union all
	select i.aanvraag_id, false from inzet i where i.planning_id = :andere_id::uuid and i.aanbod_id is not null
) v
join aanvraag a on a.id = v.aanvraag_id
join school s on s.id = a.school_id
group by s.id, s.naam
having count(*) filter (where v.hier) <> count(*) filter (where not v.hier)
order by count(*) filter (where not v.hier) - count(*) filter (where v.hier), s.id
limit :aantal::int8
