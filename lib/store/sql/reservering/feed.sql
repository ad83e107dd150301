-- The bookings of facilities from a date on, for the calendar elsewhere of who booked or of the owner: what is asked, what stands, and what
-- was called off since a moment. In order of date. A branch for each question: see README.md.
-- in: van_datum date, tot_datum date, weg_sinds timestamptz, school_id uuid?, bedrijf_id uuid?, aantal int8
-- out: id uuid, versie int8, gewijzigd_op timestamptz, van_op timestamptz, tot_op timestamptz, status text, titel text, plaats text, door text?
-- rows: many
-- index: reservering_op_school, reservering_op_bedrijf, reservering_op_faciliteit, reservering_uniek, faciliteit_op_school, faciliteit_op_bedrijf, faciliteit_uniek, school_uniek, bedrijf_uniek
with bladzijde as materialized (
	(select r.id
	from reservering r
	where :school_id::uuid is not null
		and r.school_id = :school_id::uuid
		and (r.status in ('gevraagd', 'bevestigd') or r.status = 'geannuleerd' and r.gewijzigd_op > :weg_sinds::timestamptz)
		and r.datum between :van_datum::date and :tot_datum::date
	order by r.datum, r.id
	limit :aantal::int8)
	union all
	(select r.id
	from reservering r
	where :bedrijf_id::uuid is not null
		and r.bedrijf_id = :bedrijf_id::uuid
		and (r.status in ('gevraagd', 'bevestigd') or r.status = 'geannuleerd' and r.gewijzigd_op > :weg_sinds::timestamptz)
		and r.datum between :van_datum::date and :tot_datum::date
	order by r.datum, r.id
	limit :aantal::int8)
	union all
	(select r.id
	from reservering r
	where coalesce(:school_id::uuid, :bedrijf_id::uuid) is not null
		and r.faciliteit_id = any (array(
			select f.id from faciliteit f where f.school_id = :school_id::uuid or f.bedrijf_id = :bedrijf_id::uuid))
		and r.school_id is distinct from :school_id::uuid
		and r.bedrijf_id is distinct from :bedrijf_id::uuid
		and (r.status in ('gevraagd', 'bevestigd') or r.status = 'geannuleerd' and r.gewijzigd_op > :weg_sinds::timestamptz)
		and r.datum between :van_datum::date and :tot_datum::date
	order by r.datum, r.id
	limit :aantal::int8)
)
select r.id, r.versie, r.gewijzigd_op, lower(dagdeel_tijdvak(r.datum, r.dagdeel)) as van_op, upper(dagdeel_tijdvak(r.datum, r.dagdeel)) as tot_op,
	r.status, f.titel, f.plaats, coalesce(s.naam, b.naam) as door
from bladzijde p
join reservering r on r.id = p.id
join faciliteit f on f.id = r.faciliteit_id
left join school s on s.id = r.school_id
left join bedrijf b on b.id = r.bedrijf_id
order by r.datum, r.id
