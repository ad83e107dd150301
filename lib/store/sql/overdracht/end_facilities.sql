-- Closes the facilities of a company that leaves, and calls off some of what is booked there and still to come; how many of both.
-- in: bedrijf_id uuid?, door uuid?, nu timestamptz, aantal int8
-- out: aantal int8
-- rows: one
-- index: faciliteit_op_bedrijf, faciliteit_uniek, reservering_op_faciliteit, reservering_uniek
with onze as materialized (
	select f.id, f.status from faciliteit f where f.bedrijf_id = :bedrijf_id::uuid
), dicht as (
	update faciliteit f
	set status = 'gesloten', versie = f.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from onze o
	where f.id = o.id and o.status <> 'gesloten'
	returning f.id
), ruimtes as (
	select r.id from onze o
	join reservering r on r.faciliteit_id = o.id
	where r.datum >= (:nu::timestamptz at time zone 'Europe/Amsterdam')::date and r.status in ('gevraagd', 'bevestigd')
	limit :aantal::int8
), weg as (
	update reservering r
	set status = 'geannuleerd', versie = r.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from ruimtes p
	where r.id = p.id and r.status in ('gevraagd', 'bevestigd')
	returning r.id
)
select (select count(*) from dicht)::int8 + (select count(*) from weg)::int8 as aantal
