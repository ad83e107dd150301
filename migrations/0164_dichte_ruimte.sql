-- A room that is not open cannot be used: what is booked in a facility and still to come is called off when its owner closes it, or leaves out its half-day.
-- Opening it again brings nothing back. Who booked reads why. Old code keeps working: it puts off the letter that it does not know.
set local lock_timeout = '5s';

alter table reservering add column ruimte_dicht bool not null default false;
comment on column reservering.ruimte_dicht is 'called off because the facility is not open then any more';

alter table inschrijving_bericht
	drop constraint inschrijving_bericht_brief_bekend,
	add constraint inschrijving_bericht_brief_bekend check (
		brief in ('boeking_vraag', 'boeking_nieuw', 'boeking_verlopen', 'boeking_dicht', 'inschrijving_ja', 'inschrijving_nee', 'inschrijving_af', 'plek_vervalt'));

-- Whoever books at that moment holds the facility (reservering_voor): either the booking is seen here, or it sees the change.
create function faciliteit_dicht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update reservering r
	set status = 'geannuleerd', ruimte_dicht = true, versie = r.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
	where r.faciliteit_id = new.id and r.status in ('gevraagd', 'bevestigd')
		and r.datum >= (new.gewijzigd_op at time zone 'Europe/Amsterdam')::date
		and upper(dagdeel_tijdvak(r.datum, r.dagdeel)) > new.gewijzigd_op
		and (new.status = 'gesloten' or faciliteit_is_open(old, r.datum, r.dagdeel) and not faciliteit_is_open(new, r.datum, r.dagdeel));
	return null;
end $$;
create trigger faciliteit_dicht after update on faciliteit for each row
	when (new.status = 'gesloten' and old.status <> 'gesloten'
		or (new.dagdelen, new.van_datum, new.tot_datum, new.uitzonderingen, new.extra)
			is distinct from (old.dagdelen, old.van_datum, old.tot_datum, old.uitzonderingen, old.extra))
	execute function faciliteit_dicht();

-- By name after reservering_bericht, which writes that it is called off.
create function reservering_bericht_dicht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update inschrijving_bericht b set brief = 'boeking_dicht'
	where b.reservering_id = new.id and b.kant = 'boeker' and b.brief = 'inschrijving_af';
	return null;
end $$;
create trigger reservering_bericht_dicht after update of status on reservering for each row
	when (new.ruimte_dicht and not old.ruimte_dicht) execute function reservering_bericht_dicht();
