-- What takes place between two dates, and the facilities that are booked then, for a side of it, a teacher or a circle (or all: all null),
-- in order of date. A booking is for whoever booked and for the owner. A branch for each question: see README.md.
-- in: van_datum date, tot_datum date, docent_id uuid?, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?, lid_school_id uuid?, lid_bedrijf_id uuid?, na_datum date, na_id uuid, aantal int8
-- out: koppeling_id uuid?, reservering_id uuid?, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, status text, soort text?,
--      titel text, school_id uuid?, school_naam text?, school_plaats text?, klas text?, aanbieder text?, vrijwilliger_id uuid?, aangehouden bool,
--      faciliteit_id uuid?, faciliteit_plaats text?, volgorde uuid
-- rows: many
-- index: koppeling_agenda, koppeling_agenda_van_school, koppeling_agenda_van_bedrijf, koppeling_agenda_van_vrijwilliger, koppeling_agenda_van_kring, aanvraag_op_maker, koppeling_op_aanvraag, koppeling_uniek, school_uniek, klas_uniek, aanbod_uniek, bedrijf_uniek, vrijwilliger_uniek, tijd_uniek, reservering_op_datum, reservering_op_school, reservering_op_bedrijf, reservering_op_faciliteit, reservering_uniek, faciliteit_op_school, faciliteit_op_bedrijf, faciliteit_uniek
with bladzijde as materialized (
	(select k.id, k.datum, false as kamer
	from koppeling k
	where coalesce(:docent_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kring_id::uuid) is null
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, false as kamer
	from koppeling k
	where :school_id::uuid is not null
		and k.school_id = :school_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, false as kamer
	from koppeling k
	where :bedrijf_id::uuid is not null
		and k.bedrijf_id = :bedrijf_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, false as kamer
	from koppeling k
	where :vrijwilliger_id::uuid is not null
		and k.vrijwilliger_id = :vrijwilliger_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, false as kamer
	from koppeling k
	where :kring_id::uuid is not null
		and k.kring_id = :kring_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id, k.datum, false as kamer
	from aanvraag a
	join koppeling k on k.aanvraag_id = a.id
	where :docent_id::uuid is not null
		and a.gemaakt_door = :docent_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select r.id, r.datum, true
	from reservering r
	where coalesce(:docent_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kring_id::uuid) is null
		and r.status = 'bevestigd'
		and r.datum between :van_datum::date and :tot_datum::date
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union all
	(select r.id, r.datum, true
	from reservering r
	where :lid_school_id::uuid is not null
		and r.school_id = :lid_school_id::uuid
		and r.status = 'bevestigd'
		and r.datum between :van_datum::date and :tot_datum::date
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union all
	(select r.id, r.datum, true
	from reservering r
	where :lid_bedrijf_id::uuid is not null
		and r.bedrijf_id = :lid_bedrijf_id::uuid
		and r.status = 'bevestigd'
		and r.datum between :van_datum::date and :tot_datum::date
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union all
	(select r.id, r.datum, true
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
), eerste as materialized (
	select b.id, b.datum, b.kamer from bladzijde b order by b.datum, b.id limit :aantal::int8
)
select k.id as koppeling_id, null::uuid as reservering_id, k.datum, k.dagdeel, coalesce(t.begint_op, lower(k.tijdvak)) as van_op,
	coalesce(t.eindigt_op, upper(k.tijdvak)) as tot_op, k.status,
	o.soort, o.titel, s.id as school_id, s.naam as school_naam, s.plaats as school_plaats, c.naam as klas,
	coalesce(case when v.beperkt_op is null then v.naam else 'Afgeschermd' end, b.naam) as aanbieder,
	case when v.beperkt_op is null then v.id end as vrijwilliger_id, -- whose name it is
	coalesce(v.stil_sinds, v.beperkt_op) is not null as aangehouden, null::uuid as faciliteit_id, null as faciliteit_plaats, k.id as volgorde
from eerste p
join koppeling k on k.id = p.id
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
join aanbod o on o.id = k.aanbod_id
left join bedrijf b on b.id = k.bedrijf_id
left join vrijwilliger v on v.id = k.vrijwilliger_id
left join tijd t on t.id = k.id
where not p.kamer
union all
select r.koppeling_id, r.id, r.datum, r.dagdeel, lower(dagdeel_tijdvak(r.datum, r.dagdeel)), upper(dagdeel_tijdvak(r.datum, r.dagdeel)), r.status,
	null, f.titel, s.id, s.naam, s.plaats, null, b.naam, null, false, f.id, f.plaats, r.id
from eerste p
join reservering r on r.id = p.id
join faciliteit f on f.id = r.faciliteit_id
left join school s on s.id = r.school_id
left join bedrijf b on b.id = r.bedrijf_id
where p.kamer
order by datum, volgorde
