-- What takes place between two dates, for a side of it, a teacher or a circle (or all: all null), in order of date. A branch for each
-- question: see README.md.
-- in: van_datum date, tot_datum date, docent_id uuid?, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?, na_datum date, na_id uuid, aantal int8
-- out: koppeling_id uuid, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, status text, soort text, titel text, school_id uuid, school_naam text, school_plaats text?, klas text, aanbieder text?, vrijwilliger_id uuid?, aangehouden bool
-- rows: many
-- index: koppeling_agenda, koppeling_agenda_van_school, koppeling_agenda_van_bedrijf, koppeling_agenda_van_vrijwilliger, koppeling_agenda_van_kring, aanvraag_op_maker, koppeling_op_aanvraag, koppeling_uniek, school_uniek, klas_uniek, aanbod_uniek, bedrijf_uniek, vrijwilliger_uniek, tijd_uniek
with bladzijde as materialized (
	(select k.id
	from koppeling k
	where coalesce(:docent_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kring_id::uuid) is null
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where :school_id::uuid is not null
		and k.school_id = :school_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where :bedrijf_id::uuid is not null
		and k.bedrijf_id = :bedrijf_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where :vrijwilliger_id::uuid is not null
		and k.vrijwilliger_id = :vrijwilliger_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where :kring_id::uuid is not null
		and k.kring_id = :kring_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
	union all
	(select k.id
	from aanvraag a
	join koppeling k on k.aanvraag_id = a.id
	where :docent_id::uuid is not null
		and a.gemaakt_door = :docent_id::uuid
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
		and k.datum between :van_datum::date and :tot_datum::date
		and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
	order by k.datum, k.id
	limit :aantal::int8)
)
select k.id as koppeling_id, k.datum, k.dagdeel, coalesce(t.begint_op, lower(k.tijdvak)) as van_op, coalesce(t.eindigt_op, upper(k.tijdvak)) as tot_op, k.status,
	o.soort, o.titel, s.id as school_id, s.naam as school_naam, s.plaats as school_plaats, c.naam as klas,
	coalesce(case when v.beperkt_op is null then v.naam else 'Afgeschermd' end, b.naam) as aanbieder,
	case when v.beperkt_op is null then v.id end as vrijwilliger_id, -- whose name it is
	coalesce(v.stil_sinds, v.beperkt_op) is not null as aangehouden
from bladzijde p
join koppeling k on k.id = p.id
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
join aanbod o on o.id = k.aanbod_id
left join bedrijf b on b.id = k.bedrijf_id
left join vrijwilliger v on v.id = k.vrijwilliger_id
left join tijd t on t.id = k.id
order by k.datum, k.id
