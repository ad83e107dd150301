-- What stands in the calendar of a side, a teacher or a circle from a date on, for its own calendar: what waits for an answer, what takes
-- place, and what was called off since a moment. In order of date. A branch for each question: see README.md.
-- in: van_datum date, tot_datum date, weg_sinds timestamptz, docent_id uuid?, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?, aantal int8
-- out: koppeling_id uuid, versie int8, gewijzigd_op timestamptz, van_op timestamptz, tot_op timestamptz, datum date, einde_datum date, status text, soort text, titel text, school_naam text, school_plaats text?, klas text, aanbieder text?, vrijwilliger_id uuid?, bedrijf_naam text?, bedrijf_plaats text?, aangehouden bool
-- rows: many
-- index: koppeling_agenda_van_school, koppeling_agenda_van_bedrijf, koppeling_agenda_van_vrijwilliger, koppeling_agenda_van_kring, aanvraag_op_maker, koppeling_op_aanvraag, koppeling_uniek, geschiedenis_uniek, school_uniek, aanbod_uniek, bedrijf_uniek, vrijwilliger_uniek, tijd_uniek
with bladzijde as materialized (
	(select k.id
	from koppeling k
	where :school_id::uuid is not null
		and k.school_id = :school_id::uuid
		and k.status not in ('voorgesteld', 'afgewezen')
		and (k.status not in ('geannuleerd', 'niet_verschenen', 'afgeslagen', 'verlopen') or k.gewijzigd_op > :weg_sinds::timestamptz)
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where :bedrijf_id::uuid is not null
		and k.bedrijf_id = :bedrijf_id::uuid
		and k.status not in ('voorgesteld', 'afgewezen')
		and (k.status not in ('geannuleerd', 'niet_verschenen', 'afgeslagen', 'verlopen') or k.gewijzigd_op > :weg_sinds::timestamptz)
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where :vrijwilliger_id::uuid is not null
		and k.vrijwilliger_id = :vrijwilliger_id::uuid
		and k.status not in ('voorgesteld', 'afgewezen')
		and (k.status not in ('geannuleerd', 'niet_verschenen', 'afgeslagen', 'verlopen') or k.gewijzigd_op > :weg_sinds::timestamptz)
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where :kring_id::uuid is not null
		and k.kring_id = :kring_id::uuid
		and k.status not in ('voorgesteld', 'afgewezen')
		and (k.status not in ('geannuleerd', 'niet_verschenen', 'afgeslagen', 'verlopen') or k.gewijzigd_op > :weg_sinds::timestamptz)
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id
	from aanvraag a
	join koppeling k on k.aanvraag_id = a.id
	where :docent_id::uuid is not null
		and a.gemaakt_door = :docent_id::uuid
		and k.status not in ('voorgesteld', 'afgewezen')
		and (k.status not in ('geannuleerd', 'niet_verschenen', 'afgeslagen', 'verlopen') or k.gewijzigd_op > :weg_sinds::timestamptz)
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
	order by k.datum, k.id
	limit :aantal::int8)
)
select k.id as koppeling_id, k.versie + coalesce(t.versie, 0) as versie, greatest(k.gewijzigd_op, t.gewijzigd_op) as gewijzigd_op, r.van_op, r.tot_op, k.datum, k.einde_datum, k.status, o.soort, o.titel,
	s.naam as school_naam, s.plaats as school_plaats, c.naam as klas,
	coalesce(case when v.beperkt_op is null then v.naam else 'Afgeschermd' end, b.naam) as aanbieder,
	case when v.beperkt_op is null then v.id end as vrijwilliger_id, -- whose name it is
	b.naam as bedrijf_naam, b.plaats as bedrijf_plaats, coalesce(v.stil_sinds, v.beperkt_op) is not null as aangehouden
from bladzijde p
join koppeling k on k.id = p.id
join school s on s.id = k.school_id
join klas_bij_koppelingen(array(select e.id from bladzijde e)) c on c.koppeling_id = k.id
join aanbod o on o.id = k.aanbod_id
left join bedrijf b on b.id = k.bedrijf_id
left join vrijwilliger v on v.id = k.vrijwilliger_id
left join tijd t on t.id = k.id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) r
-- Whatever ended before it was approved was in no calendar.
where k.status not in ('afgeslagen', 'verlopen')
	or exists (select from geschiedenis g where g.koppeling_id = k.id and g.naar = 'goedgekeurd')
order by k.datum, k.id
