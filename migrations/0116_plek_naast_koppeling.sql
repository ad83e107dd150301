-- A volunteer is at one place at a time: who has a place at an event is not proposed for a lesson in the same half-day, and who has a match
-- takes no place then. Both look after they hold the volunteer's row, so that of two at the same moment the second sees the first. Old code
-- keeps working: it is told no where it was told yes.
set local lock_timeout = '5s';

-- The half-days of which some part lies in a time.
create function tijd_halve_dagen(tijd tstzrange) returns int4[] language sql immutable parallel safe as $$
	select array(select halve_dag(d.dag, p.dagdeel)
		from (select (lower(tijd) at time zone 'Europe/Amsterdam')::date + n as dag
			from generate_series(0, (upper(tijd) at time zone 'Europe/Amsterdam')::date - (lower(tijd) at time zone 'Europe/Amsterdam')::date) n) d
		cross join unnest(array['ochtend', 'middag', 'avond']) p (dagdeel)
		where dagdeel_tijdvak(d.dag, p.dagdeel) && tijd
		order by 1)
$$;

-- By name before inschrijving_voor, which holds the place: always the person first, as whoever erases somebody does.
create function inschrijving_houdt_persoon() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for no key update;
	return new;
end $$;
create trigger inschrijving_houdt_persoon before insert on inschrijving for each row
	when (new.vrijwilliger_id is not null) execute function inschrijving_houdt_persoon();

-- And this one after it: it says when the place is.
create function inschrijving_voor_vrij() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from koppeling k
		where k.vrijwilliger_id = new.vrijwilliger_id and koppeling_loopt(k.status)
			and halve_dag(k.datum, k.dagdeel) = any (tijd_halve_dagen(new.tijd))) then
		raise exception 'in a class then' using errcode = '23514', constraint = 'inschrijving_naast_koppeling';
	end if;
	return new;
end $$;
create trigger inschrijving_voor_vrij before insert on inschrijving for each row
	when (new.vrijwilliger_id is not null) execute function inschrijving_voor_vrij();

-- After koppeling_voor, which holds the volunteer.
create function koppeling_voor_plek() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from inschrijving i
		where i.vrijwilliger_id = new.vrijwilliger_id and i.status in ('gevraagd', 'bevestigd')
			and halve_dag(new.datum, new.dagdeel) = any (tijd_halve_dagen(i.tijd))) then
		raise exception 'at an event then' using errcode = '23514', constraint = 'koppeling_naast_plek';
	end if;
	return new;
end $$;
create trigger koppeling_voor_plek before insert on koppeling for each row
	when (new.vrijwilliger_id is not null) execute function koppeling_voor_plek();
create trigger koppeling_voor_plek_weer before update of status on koppeling for each row
	when (new.vrijwilliger_id is not null and koppeling_loopt(new.status) and not koppeling_loopt(old.status))
	execute function koppeling_voor_plek();
create trigger koppeling_voor_plek_verzet before update of datum, dagdeel on koppeling for each row
	when (new.vrijwilliger_id is not null and (old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel))
	execute function koppeling_voor_plek();
