-- A class is at one place at a time, as a volunteer is (0116): not at two places of an event, and not at one and in a match in the same
-- half-day. And a volunteer is one: takes one place. Who looks holds the class's row, so that of two at the same moment the second sees the
-- first. Locks are taken in one order: the request, the class, the volunteer, the place, its booking. Of what overlaps already the booking that
-- was made later is called off. Old code keeps working: it is told no where it was told yes.
set local lock_timeout = '5s';

update inschrijving i
set status = 'geannuleerd', versie = i.versie + 1, gewijzigd_op = now(), gewijzigd_door = null
where i.klas_id is not null and i.status in ('gevraagd', 'bevestigd')
	and exists (select from inschrijving j
		where j.klas_id = i.klas_id and j.status in ('gevraagd', 'bevestigd') and j.tijd && i.tijd
			and (j.gemaakt_op, j.id) < (i.gemaakt_op, i.id));
alter table inschrijving add constraint inschrijving_klas_een_tegelijk exclude using gist (klas_id with =, tijd with &&)
	where (status in ('gevraagd', 'bevestigd'));
create index inschrijving_op_klas on inschrijving (klas_id);

create or replace function inschrijving_houdt_persoon() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if new.vrijwilliger_id is not null and new.aantal <> 1 then
		raise exception 'a person is one' using errcode = '23514', constraint = 'inschrijving_vrijwilliger_is_een';
	end if;
	perform from klas k where k.id = new.klas_id for no key update;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for no key update;
	return new;
end $$;
drop trigger inschrijving_houdt_persoon on inschrijving;
create trigger inschrijving_houdt_persoon before insert on inschrijving for each row
	when (num_nonnulls(new.klas_id, new.vrijwilliger_id) > 0) execute function inschrijving_houdt_persoon();

create or replace function inschrijving_voor_vrij() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	halve_dagen int4[] := tijd_halve_dagen(new.tijd);
begin
	if exists (select from koppeling k
		where k.vrijwilliger_id = new.vrijwilliger_id and koppeling_loopt(k.status)
			and halve_dag(k.datum, k.dagdeel) = any (halve_dagen)) then
		raise exception 'in a class then' using errcode = '23514', constraint = 'inschrijving_naast_koppeling';
	end if;
	if exists (select from koppeling k
		where k.klas_id = new.klas_id and koppeling_loopt(k.status)
			and halve_dag(k.datum, k.dagdeel) = any (halve_dagen)) then
		raise exception 'in a match then' using errcode = '23514', constraint = 'inschrijving_naast_koppeling_van_klas';
	end if;
	return new;
end $$;
drop trigger inschrijving_voor_vrij on inschrijving;
create trigger inschrijving_voor_vrij before insert on inschrijving for each row
	when (num_nonnulls(new.klas_id, new.vrijwilliger_id) > 0) execute function inschrijving_voor_vrij();

-- After koppeling_voor, which holds the class and the volunteer.
create or replace function koppeling_voor_plek() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from inschrijving i
		where i.vrijwilliger_id = new.vrijwilliger_id and i.status in ('gevraagd', 'bevestigd')
			and halve_dag(new.datum, new.dagdeel) = any (tijd_halve_dagen(i.tijd))) then
		raise exception 'at an event then' using errcode = '23514', constraint = 'koppeling_naast_plek';
	end if;
	if exists (select from inschrijving i
		where i.klas_id = new.klas_id and i.status in ('gevraagd', 'bevestigd')
			and halve_dag(new.datum, new.dagdeel) = any (tijd_halve_dagen(i.tijd))) then
		raise exception 'the class is at an event then' using errcode = '23514', constraint = 'koppeling_naast_plek_van_klas';
	end if;
	return new;
end $$;
drop trigger koppeling_voor_plek on koppeling;
create trigger koppeling_voor_plek before insert on koppeling for each row execute function koppeling_voor_plek();
drop trigger koppeling_voor_plek_weer on koppeling;
create trigger koppeling_voor_plek_weer before update of status on koppeling for each row
	when (koppeling_loopt(new.status) and not koppeling_loopt(old.status)) execute function koppeling_voor_plek();
drop trigger koppeling_voor_plek_verzet on koppeling;
create trigger koppeling_voor_plek_verzet before update of datum, dagdeel on koppeling for each row
	when ((old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel)) execute function koppeling_voor_plek();
