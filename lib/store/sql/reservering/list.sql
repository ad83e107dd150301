-- The next bookings by day, from a day on: all, or those that a school or company made or that are of its facilities; or only what waits for a yes. A branch for each
-- question: see README.md.
-- in: school_id uuid?, bedrijf_id uuid?, faciliteit_id uuid?, wacht bool, van_datum date, na_datum date, na_id uuid, aantal int8
-- out: id uuid, datum date
-- rows: many
-- index: reservering_die_wacht, reservering_op_datum, reservering_op_school, reservering_op_bedrijf, reservering_op_faciliteit
select v.id, v.datum
from (
	(select r.id, r.datum
	from reservering r
	where :wacht::bool and r.status = 'gevraagd'
		and r.datum >= :van_datum::date
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
		and (:faciliteit_id::uuid is null or r.faciliteit_id = :faciliteit_id::uuid)
		and (:school_id::uuid is null and :bedrijf_id::uuid is null
			or r.school_id = :school_id::uuid or r.bedrijf_id = :bedrijf_id::uuid
			or r.faciliteit_id = any (array(
				select f.id from faciliteit f where f.school_id = :school_id::uuid or f.bedrijf_id = :bedrijf_id::uuid)))
	order by r.datum, r.id
	limit :aantal::int8)
	union
	(select r.id, r.datum
	from reservering r
	where :school_id::uuid is null and :bedrijf_id::uuid is null and :faciliteit_id::uuid is null
		and r.datum >= :van_datum::date
		and not :wacht::bool
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union
	(select r.id, r.datum
	from reservering r
	where :school_id::uuid is null and :bedrijf_id::uuid is null
		and r.faciliteit_id = :faciliteit_id::uuid
		and r.datum >= :van_datum::date
		and not :wacht::bool
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union
	(select r.id, r.datum
	from reservering r
	where r.school_id = :school_id::uuid
		and r.datum >= :van_datum::date
		and not :wacht::bool
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
		and (:faciliteit_id::uuid is null or r.faciliteit_id = :faciliteit_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union
	(select r.id, r.datum
	from reservering r
	where r.bedrijf_id = :bedrijf_id::uuid
		and r.datum >= :van_datum::date
		and not :wacht::bool
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
		and (:faciliteit_id::uuid is null or r.faciliteit_id = :faciliteit_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
	union
	(select r.id, r.datum
	from reservering r
	where r.faciliteit_id = any (array(
			select f.id from faciliteit f
			where (f.school_id = :school_id::uuid or f.bedrijf_id = :bedrijf_id::uuid)
				and (:faciliteit_id::uuid is null or f.id = :faciliteit_id::uuid)))
		and r.datum >= :van_datum::date
		and not :wacht::bool
		and (r.datum, r.id) > (:na_datum::date, :na_id::uuid)
	order by r.datum, r.id
	limit :aantal::int8)
) v
order by v.datum, v.id
limit :aantal::int8
