-- The week of a volunteer: the half-days on which they can at all. All their offers are held to it, beside the week of each offer; the days on
-- which they cannot are closures (0091). Before, it had to be said of each offer again. Old code keeps working: it writes no week, and is told
-- when a half-day lies outside of it.
set local lock_timeout = '5s';

alter table vrijwilliger add column dagdelen int4 not null default 32767
	constraint vrijwilliger_dagdelen_gekozen check (dagdelen between 1 and 32767); -- Monday-Friday x 3

-- What was agreed already stays; what is proposed, or moved, is held to it. After koppeling_voor, which holds the volunteer's row.
create function koppeling_voor_week() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from vrijwilliger v where v.id = new.vrijwilliger_id and extract(isodow from new.datum) < 6
		and v.dagdelen & (1 << ((extract(isodow from new.datum)::int4 - 1) * 3 + halve_dag(date '1970-01-01', new.dagdeel))) = 0) then
		raise exception 'not in the week of this volunteer' using errcode = '23514', constraint = 'koppeling_in_week_van_vrijwilliger';
	end if;
	return new;
end $$;
create trigger koppeling_voor_week before insert on koppeling for each row
	when (new.vrijwilliger_id is not null) execute function koppeling_voor_week();
create trigger koppeling_voor_week_verzet before update of datum, dagdeel on koppeling for each row
	when (new.vrijwilliger_id is not null and (old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel))
	execute function koppeling_voor_week();
create trigger koppeling_voor_week_weer before update of status on koppeling for each row
	when (new.vrijwilliger_id is not null and new.status = 'voorgesteld' and not koppeling_loopt(old.status))
	execute function koppeling_voor_week();

-- Nobody's volunteer has no week.
create function vrijwilliger_zonder_week() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.dagdelen := 32767;
	return new;
end $$;
create trigger vrijwilliger_zonder_week before update of gewist_op on vrijwilliger for each row
	when (new.gewist_op is not null and old.gewist_op is null) execute function vrijwilliger_zonder_week();
