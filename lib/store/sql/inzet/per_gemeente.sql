-- How a plan divides over municipalities.
-- in: planning_id uuid
-- out: code text?, naam text?, gevraagd int4, bediend int4
-- rows: many
-- index: inzet_een_per_aanvraag, aanvraag_uniek, school_uniek, gemeente_uniek
select s.gemeente_code as code, g.naam, count(*)::int4 as gevraagd, count(i.aanbod_id)::int4 as bediend
from inzet i
join aanvraag a on a.id = i.aanvraag_id
join school s on s.id = a.school_id
left join gemeente g on g.code = s.gemeente_code
where i.planning_id = :planning_id::uuid
group by s.gemeente_code, g.naam
order by s.gemeente_code nulls last
