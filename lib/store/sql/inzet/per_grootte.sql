-- How a plan divides over schools by how many pupils they have.
-- in: planning_id uuid
-- out: grootte text, gevraagd int4, bediend int4
-- rows: many
-- index: inzet_een_per_aanvraag, aanvraag_uniek, school_uniek
select v.grootte, count(*)::int4 as gevraagd, count(v.aanbod_id)::int4 as bediend
from (
	select case when s.leerlingen is null then 'onbekend' when s.leerlingen < 200 then 'tot-200' when s.leerlingen < 500 then '200-499'
			when s.leerlingen < 1000 then '500-999' else 'vanaf-1000' end as grootte,
		case when s.leerlingen is null then 1000000 else s.leerlingen end as volgorde, i.aanbod_id
	from inzet i
	join aanvraag a on a.id = i.aanvraag_id
	join school s on s.id = a.school_id
	where i.planning_id = :planning_id::uuid
) v
group by v.grootte
order by min(v.volgorde)
