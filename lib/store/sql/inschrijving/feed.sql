-- The places at events from a date on, for the calendar elsewhere of who took them or of the company that is visited: what is asked, what
-- stands, and what was called off or refused since a moment. In order of date. A branch for each question: see README.md.
-- in: van_datum date, tot_datum date, weg_sinds timestamptz, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, aantal int8
-- out: id uuid, versie int8, gewijzigd_op timestamptz, van_op timestamptz, tot_op timestamptz, status text, soort text, titel text, plaats text?,
--      door text?, klas text?, campagne text, vrijwilliger_id uuid?, aangehouden bool
-- rows: many
-- index: inschrijving_agenda_van_school, inschrijving_agenda_van_bedrijf, inschrijving_agenda_van_vrijwilliger, inschrijving_agenda_van_plek, inschrijving_uniek, plek_op_bedrijf, plek_uniek, school_uniek, bedrijf_uniek, vrijwilliger_uniek
with bladzijde as materialized (
	(select i.id
	from inschrijving i
	where :school_id::uuid is not null
		and i.school_id = :school_id::uuid
		and (i.status in ('gevraagd', 'bevestigd') or i.gewijzigd_op > :weg_sinds::timestamptz)
		and i.datum between :van_datum::date and :tot_datum::date
	order by i.datum, i.id
	limit :aantal::int8)
	union all
	(select i.id
	from inschrijving i
	where :bedrijf_id::uuid is not null
		and i.bedrijf_id = :bedrijf_id::uuid
		and (i.status in ('gevraagd', 'bevestigd') or i.gewijzigd_op > :weg_sinds::timestamptz)
		and i.datum between :van_datum::date and :tot_datum::date
	order by i.datum, i.id
	limit :aantal::int8)
	union all
	(select i.id
	from inschrijving i
	where :vrijwilliger_id::uuid is not null
		and i.vrijwilliger_id = :vrijwilliger_id::uuid
		and (i.status in ('gevraagd', 'bevestigd') or i.gewijzigd_op > :weg_sinds::timestamptz)
		and i.datum between :van_datum::date and :tot_datum::date
	order by i.datum, i.id
	limit :aantal::int8)
	union all
	(select i.id
	from inschrijving i
	where :bedrijf_id::uuid is not null
		and i.plek_id = any (array(select p.id from plek p where p.bedrijf_id = :bedrijf_id::uuid))
		and i.bedrijf_id is distinct from :bedrijf_id::uuid
		and (i.status in ('gevraagd', 'bevestigd') or i.gewijzigd_op > :weg_sinds::timestamptz)
		and i.datum between :van_datum::date and :tot_datum::date
	order by i.datum, i.id
	limit :aantal::int8)
)
select i.id, i.versie, i.gewijzigd_op, lower(i.tijd) as van_op, upper(i.tijd) as tot_op, i.status, q.soort, q.titel,
	coalesce(q.plaats, g.naam || coalesce(', ' || g.plaats, '')) as plaats,
	coalesce(s.naam, b.naam, case when v.beperkt_op is null then v.naam else 'Afgeschermd' end) as door, c.naam as klas, m.titel as campagne,
	case when v.beperkt_op is null then v.id end as vrijwilliger_id, -- whose name it is
	coalesce(v.stil_sinds, v.beperkt_op) is not null as aangehouden
from bladzijde p
join inschrijving i on i.id = p.id
join plek q on q.id = i.plek_id
join campagne m on m.id = q.campagne_id
left join klas_bij_inschrijvingen(array(select e.id from bladzijde e)) c on c.inschrijving_id = i.id
left join bedrijf g on g.id = q.bedrijf_id
left join school s on s.id = i.school_id
left join bedrijf b on b.id = i.bedrijf_id
left join vrijwilliger v on v.id = i.vrijwilliger_id
order by i.datum, i.id
