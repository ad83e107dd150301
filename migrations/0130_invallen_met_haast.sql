-- Who drops out so late that a stand-in is asked for stands in the list of staff as just that, with the match on which to ask, until
-- something takes its place or it begins. And who may stand in only after two approved is told so in words for them, not for staff.
-- Old code keeps working: it shows the new line as it shows the others.
set local lock_timeout = '5s';

alter table werkvoorraad drop constraint werkvoorraad_wat_bekend;
alter table werkvoorraad add constraint werkvoorraad_wat_bekend
	check (wat in ('voorstel', 'antwoord', 'weggebleven', 'betwist', 'aanvraag', 'invallen'));

create function koppeling_invallen_gezocht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if koppeling_loopt(new.status) then
		delete from werkvoorraad w where w.aanvraag_id = new.aanvraag_id and w.wat = 'invallen';
	elsif new.status = 'geannuleerd' and new.gewijzigd_rol <> 'school' and new.school_bevestigd_op is not null
		and lower(new.tijdvak) > new.gewijzigd_op and lower(new.tijdvak) < na_schooldagen(new.school_id, new.gewijzigd_op, 1)
		and exists (select from aanvraag a where a.id = new.aanvraag_id and a.status = 'open') then
		perform werkvoorraad_zet(new, 'invallen', new.gewijzigd_op, lower(new.tijdvak));
	end if;
	return null;
end $$;
-- By name after koppeling_na and koppeling_naar_werkvoorraad, which open the request and take away what waited.
create trigger koppeling_zoekt_invaller_nieuw after insert on koppeling for each row execute function koppeling_invallen_gezocht();
create trigger koppeling_zoekt_invaller_stap after update of status on koppeling for each row
	when (koppeling_loopt(old.status) <> koppeling_loopt(new.status)) execute function koppeling_invallen_gezocht();

create function aanvraag_zoekt_geen_invaller() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from werkvoorraad w where w.aanvraag_id = new.id and w.wat = 'invallen';
	return null;
end $$;
create trigger aanvraag_zoekt_geen_invaller after update of status on aanvraag for each row
	when (old.status = 'open' and new.status <> 'open') execute function aanvraag_zoekt_geen_invaller();

create or replace function koppeling_voor_invallen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if new.vier_ogen then
		raise exception 'two persons have to approve' using errcode = '23514', constraint = 'invallen_zonder_vier_ogen';
	end if;
	if not exists (select from invalvraag v
		join invaller i on i.invalvraag_id = v.id
		join aanbod o on o.id = i.aanbod_id
		where v.aanvraag_id = new.aanvraag_id and v.status = 'open' and v.datum = new.datum and v.dagdeel = new.dagdeel
			and i.aanbod_id = new.aanbod_id and i.status = 'gevraagd' and o.status = 'actief') then
		raise exception 'nobody was asked for this' using errcode = '23514', constraint = 'invallen_kan_wie_gevraagd_is';
	end if;
	return new;
end $$;
