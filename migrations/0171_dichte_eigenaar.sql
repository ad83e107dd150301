-- A room is not open when its owner is closed: what is booked in the facilities of a school or company and still to come is called off when it closes
-- those days, as when the facility itself closes (0164), unless the owner opened the half-day. And a half-day that a facility leaves out is called off
-- also where its owner was closed already. Opening again brings nothing back. Old code keeps working: triggers only.
set local lock_timeout = '5s';

-- Whoever books at that moment holds the owner (reservering_nog_te_doen), as whoever closes does (sluiting_voor).
create function sluiting_ruimte_dicht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update reservering r
	set status = 'geannuleerd', ruimte_dicht = true, versie = r.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
	from faciliteit f
	where (f.school_id = new.school_id or f.bedrijf_id = new.bedrijf_id) and r.faciliteit_id = f.id and r.status in ('gevraagd', 'bevestigd')
		and r.datum between greatest(new.van_datum, (new.gewijzigd_op at time zone 'Europe/Amsterdam')::date) and new.tot_datum
		and upper(dagdeel_tijdvak(r.datum, r.dagdeel)) > new.gewijzigd_op
		and not faciliteit_is_open(f, r.datum, r.dagdeel);
	return null;
end $$;
create trigger sluiting_ruimte_dicht after insert or update of van_datum, tot_datum, ingetrokken_op on sluiting for each row
	when (new.ingetrokken_op is null and new.vrijwilliger_id is null) execute function sluiting_ruimte_dicht();

create or replace function faciliteit_dicht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update reservering r
	set status = 'geannuleerd', ruimte_dicht = true, versie = r.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
	where r.faciliteit_id = new.id and r.status in ('gevraagd', 'bevestigd')
		and r.datum >= (new.gewijzigd_op at time zone 'Europe/Amsterdam')::date
		and upper(dagdeel_tijdvak(r.datum, r.dagdeel)) > new.gewijzigd_op
		and (new.status = 'gesloten' or not faciliteit_is_open(new, r.datum, r.dagdeel)
			and (faciliteit_is_open(old, r.datum, r.dagdeel)
				or halve_dag(r.datum, r.dagdeel) = any (new.uitzonderingen) and not halve_dag(r.datum, r.dagdeel) = any (old.uitzonderingen)));
	return null;
end $$;
