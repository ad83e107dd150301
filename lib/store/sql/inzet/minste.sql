-- The schools that get least of what they asked for, the worst off first.
-- in: planning_id uuid, aantal int8
-- out: school_id uuid, naam text, gevraagd int4, bediend int4
-- rows: many
-- index: inzet_een_per_aanvraag, aanvraag_uniek, school_uniek
select s.id as school_id, s.naam, count(*)::int4 as gevraagd, count(i.aanbod_id)::int4 as bediend
from inzet i
join aanvraag a on a.id = i.aanvraag_id
join school s on s.id = a.school_id
where i.planning_id = :planning_id::uuid
group by s.id, s.naam
having count(i.aanbod_id) < count(*)
order by count(i.aanbod_id)::float8 / count(*), count(*) desc, s.id
limit :aantal::int8
