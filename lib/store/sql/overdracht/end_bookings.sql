-- Calls off some of what a volunteer, or a company with its volunteers, has booked and is still to come: places at events, and facilities.
-- in: bedrijf_id uuid?, vrijwilliger_id uuid?, door uuid?, nu timestamptz, aantal int8
-- out: aantal int8
-- rows: one
-- index: inschrijving_agenda_van_bedrijf, inschrijving_vrijwilliger_een_tegelijk, vrijwilliger_op_bedrijf, reservering_op_bedrijf, inschrijving_uniek, reservering_uniek
with plekken as (
	(select i.id from inschrijving i
	where i.bedrijf_id = :bedrijf_id::uuid and i.status in ('gevraagd', 'bevestigd') and i.einde_op > :nu::timestamptz
	limit :aantal::int8)
	union
	(select i.id from inschrijving i
	where i.vrijwilliger_id = :vrijwilliger_id::uuid and i.status in ('gevraagd', 'bevestigd') and i.einde_op > :nu::timestamptz
	limit :aantal::int8)
	union
	(select i.id
	from vrijwilliger v
	join inschrijving i on i.vrijwilliger_id = v.id
	where v.bedrijf_id = :bedrijf_id::uuid and i.status in ('gevraagd', 'bevestigd') and i.einde_op > :nu::timestamptz
	limit :aantal::int8)
	limit :aantal::int8
), ruimtes as (
	select r.id from reservering r
	where r.bedrijf_id = :bedrijf_id::uuid and r.datum >= (:nu::timestamptz at time zone 'Europe/Amsterdam')::date
		and r.status in ('gevraagd', 'bevestigd')
	limit :aantal::int8
), weg as (
	update inschrijving i
	set status = 'geannuleerd', versie = i.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from unnest(inschrijvingen_vast(array(select p.id from plekken p))) v (id)
	where i.id = v.id and i.status in ('gevraagd', 'bevestigd')
	returning i.id
), ook_weg as (
	update reservering r
	set status = 'geannuleerd', versie = r.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from ruimtes p
	where r.id = p.id and r.status in ('gevraagd', 'bevestigd')
	returning r.id
)
select (select count(*) from weg)::int8 + (select count(*) from ook_weg)::int8 as aantal
