-- What takes place between two dates (or began before and is not over then), the facilities that are booked then and the places at events,
-- for a side of it, a teacher or a circle (or all: all null), in order of date. What is booked is for whoever booked, and for the owner or
-- the company that is visited. A branch for each question: see README.md.
-- in: van_datum date, tot_datum date, docent_id uuid?, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?, lid_school_id uuid?, lid_bedrijf_id uuid?, na_datum date, na_id uuid, aantal int8
-- out: koppeling_id uuid?, reservering_id uuid?, inschrijving_id uuid?, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, laatste_datum date, status text, soort text?,
--      titel text, school_id uuid?, school_naam text?, school_plaats text?, klas text?, aanbieder text?, vrijwilliger_id uuid?, aangehouden bool,
--      faciliteit_id uuid?, faciliteit_plaats text?,
--      plek_id uuid?, plek_soort text?, plek_plaats text?, volgorde uuid
-- rows: many
-- index: koppeling_agenda, koppeling_agenda_lopend, koppeling_agenda_van_school, koppeling_agenda_van_bedrijf, koppeling_agenda_van_vrijwilliger, koppeling_agenda_van_kring, aanvraag_op_maker, koppeling_een_lopende_per_aanvraag, koppeling_uniek, school_uniek, aanbod_uniek, bedrijf_uniek, vrijwilliger_uniek, tijd_uniek, reservering_op_datum, reservering_op_school, reservering_op_bedrijf, reservering_op_faciliteit, reservering_uniek, faciliteit_op_school, faciliteit_op_bedrijf, faciliteit_uniek, inschrijving_agenda, inschrijving_agenda_van_school, inschrijving_agenda_van_bedrijf, inschrijving_agenda_van_vrijwilliger, inschrijving_agenda_van_plek, inschrijving_uniek, plek_op_bedrijf, plek_uniek
with bladzijde as materialized (
	(select k.id, k.datum, 'koppeling' as wat
	from koppeling k
	where coalesce(:docent_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kring_id::uuid) is null
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, 'koppeling' as wat
	from koppeling k
	where coalesce(:docent_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kring_id::uuid) is null
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.einde_datum > k.datum
		and k.datum between :van_datum::date - 364 and :van_datum::date - 1
		and k.einde_datum >= :van_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, 'koppeling' as wat
	from koppeling k
	where :school_id::uuid is not null
		and k.school_id = :school_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, 'koppeling' as wat
	from koppeling k
	where :bedrijf_id::uuid is not null
		and k.bedrijf_id = :bedrijf_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, 'koppeling' as wat
	from koppeling k
	where :vrijwilliger_id::uuid is not null
		and k.vrijwilliger_id = :vrijwilliger_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, 'koppeling' as wat
	from koppeling k
	where :kring_id::uuid is not null
		and k.kring_id = :kring_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, 'koppeling' as wat
	from aanvraag a
	join koppeling k on k.aanvraag_id = a.id
	where :docent_id::uuid is not null
		and a.gemaakt_door = :docent_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date - 364 and :tot_datum::date -- of what runs for weeks, at most 52
		and k.einde_datum >= :van_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select r.id, r.datum, 'reservering'
	from reservering r
	where coalesce(:docent_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kring_id::uuid) is null
		and r.status = 'bevestigd'
		and r.datum between :van_datum::date and :tot_datum::date
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union all
	(select r.id, r.datum, 'reservering'
	from reservering r
	where :lid_school_id::uuid is not null
		and r.school_id = :lid_school_id::uuid
		and r.status = 'bevestigd'
		and r.datum between :van_datum::date and :tot_datum::date
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union all
	(select r.id, r.datum, 'reservering'
	from reservering r
	where :lid_bedrijf_id::uuid is not null
		and r.bedrijf_id = :lid_bedrijf_id::uuid
		and r.status = 'bevestigd'
		and r.datum between :van_datum::date and :tot_datum::date
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union all
	(select r.id, r.datum, 'reservering'
	from reservering r
	where coalesce(:lid_school_id::uuid, :lid_bedrijf_id::uuid) is not null
		and r.faciliteit_id = any (array(
			select f.id from faciliteit f where f.school_id = :lid_school_id::uuid or f.bedrijf_id = :lid_bedrijf_id::uuid))
		and r.school_id is distinct from :lid_school_id::uuid
		and r.bedrijf_id is distinct from :lid_bedrijf_id::uuid
		and r.status = 'bevestigd'
		and r.datum between :van_datum::date and :tot_datum::date
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union all
	(select i.id, i.datum, 'inschrijving'
	from inschrijving i
	where coalesce(:docent_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kring_id::uuid) is null
		and i.status in ('gevraagd', 'bevestigd')
		and i.datum between :van_datum::date - 14 and :tot_datum::date -- the most that a place may last
		and i.einde_op > :van_datum::date::timestamp at time zone 'Europe/Amsterdam'
		and (i.datum, i.id) > (:na_datum::date, :na_id::uuid)
	order by i.datum, i.id
	limit :aantal::int8)
	union all
	(select i.id, i.datum, 'inschrijving'
	from inschrijving i
	where :lid_school_id::uuid is not null
		and i.school_id = :lid_school_id::uuid
		and i.status in ('gevraagd', 'bevestigd')
		and i.datum between :van_datum::date - 14 and :tot_datum::date -- the most that a place may last
		and i.einde_op > :van_datum::date::timestamp at time zone 'Europe/Amsterdam'
		and (i.datum, i.id) > (:na_datum::date, :na_id::uuid)
	order by i.datum, i.id
	limit :aantal::int8)
	union all
	(select i.id, i.datum, 'inschrijving'
	from inschrijving i
	where :lid_bedrijf_id::uuid is not null
		and i.bedrijf_id = :lid_bedrijf_id::uuid
		and i.status in ('gevraagd', 'bevestigd')
		and i.datum between :van_datum::date - 14 and :tot_datum::date -- the most that a place may last
		and i.einde_op > :van_datum::date::timestamp at time zone 'Europe/Amsterdam'
		and (i.datum, i.id) > (:na_datum::date, :na_id::uuid)
	order by i.datum, i.id
	limit :aantal::int8)
	union all
	(select i.id, i.datum, 'inschrijving'
	from inschrijving i
	where :vrijwilliger_id::uuid is not null
		and i.vrijwilliger_id = :vrijwilliger_id::uuid
		and i.status in ('gevraagd', 'bevestigd')
		and i.datum between :van_datum::date - 14 and :tot_datum::date -- the most that a place may last
		and i.einde_op > :van_datum::date::timestamp at time zone 'Europe/Amsterdam'
		and (i.datum, i.id) > (:na_datum::date, :na_id::uuid)
	order by i.datum, i.id
	limit :aantal::int8)
	union all
	(select i.id, i.datum, 'inschrijving'
	from inschrijving i
	where :lid_bedrijf_id::uuid is not null
		and i.plek_id = any (array(select p.id from plek p where p.bedrijf_id = :lid_bedrijf_id::uuid))
		and i.bedrijf_id is distinct from :lid_bedrijf_id::uuid
		and i.status in ('gevraagd', 'bevestigd')
		and i.datum between :van_datum::date - 14 and :tot_datum::date -- the most that a place may last
		and i.einde_op > :van_datum::date::timestamp at time zone 'Europe/Amsterdam'
		and (i.datum, i.id) > (:na_datum::date, :na_id::uuid)
	order by i.datum, i.id
	limit :aantal::int8)
), eerste as materialized (
	select b.id, b.datum, b.wat from bladzijde b order by b.datum, b.id limit :aantal::int8
)
select k.id as koppeling_id, null::uuid as reservering_id, null::uuid as inschrijving_id, k.datum, k.dagdeel, t.van_op,
	t.tot_op, k.einde_datum as laatste_datum, k.status,
	o.soort, o.titel, s.id as school_id, s.naam as school_naam, s.plaats as school_plaats, c.naam as klas,
	coalesce(case when v.beperkt_op is null then v.naam else 'Afgeschermd' end, b.naam) as aanbieder,
	case when v.beperkt_op is null then v.id end as vrijwilliger_id, -- whose name it is
	coalesce(v.stil_sinds, v.beperkt_op) is not null as aangehouden, null::uuid as faciliteit_id, null as faciliteit_plaats,
	null::uuid as plek_id, null as plek_soort, null as plek_plaats, k.id as volgorde
from eerste p
join koppeling k on k.id = p.id
join school s on s.id = k.school_id
join klas_bij_koppelingen(array(select e.id from eerste e where e.wat = 'koppeling')) c on c.koppeling_id = k.id
join aanbod o on o.id = k.aanbod_id
left join bedrijf b on b.id = k.bedrijf_id
left join vrijwilliger v on v.id = k.vrijwilliger_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where p.wat = 'koppeling'
union all
select r.koppeling_id, r.id, null, r.datum, r.dagdeel, lower(dagdeel_tijdvak(r.datum, r.dagdeel)), upper(dagdeel_tijdvak(r.datum, r.dagdeel)), r.datum, r.status,
	null, f.titel, s.id, s.naam, s.plaats, null, b.naam, null, false, f.id, f.plaats, null, null, null, r.id
from eerste p
join reservering r on r.id = p.id
join faciliteit f on f.id = r.faciliteit_id
left join school s on s.id = r.school_id
left join bedrijf b on b.id = r.bedrijf_id
where p.wat = 'reservering'
union all
select null, null, i.id, i.datum, dagdeel_van(lower(i.tijd)), lower(i.tijd), upper(i.tijd), ((upper(i.tijd) - interval '1 second') at time zone 'Europe/Amsterdam')::date, i.status,
	null, q.titel, s.id, s.naam, s.plaats, c.naam,
	coalesce(case when v.beperkt_op is null then v.naam else 'Afgeschermd' end, b.naam),
	case when v.beperkt_op is null then v.id end, coalesce(v.stil_sinds, v.beperkt_op) is not null, null, null, q.id, q.soort, q.plaats, i.id
from eerste p
join inschrijving i on i.id = p.id
join plek q on q.id = i.plek_id
left join klas_bij_inschrijvingen(array(select e.id from eerste e where e.wat = 'inschrijving')) c on c.inschrijving_id = i.id
left join school s on s.id = i.school_id
left join bedrijf b on b.id = coalesce(i.bedrijf_id, q.bedrijf_id)
left join vrijwilliger v on v.id = i.vrijwilliger_id
where p.wat = 'inschrijving'
order by datum, volgorde
