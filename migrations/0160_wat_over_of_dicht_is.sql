-- A half-day that is over is not booked any more. A facility is closed when its owner is: on days that a school or company closed, and that of a school in
-- its holidays, unless the owner opened that half-day (extra). Old code keeps working: it is told no where it was told yes. What is booked stays.
set local lock_timeout = '5s';

create or replace function faciliteit_is_open(f faciliteit, dag date, deel text) returns bool language sql stable parallel safe
	return dag >= f.van_datum and (f.tot_datum is null or dag <= f.tot_datum)
		and not halve_dag(dag, deel) = any (f.uitzonderingen)
		and (halve_dag(dag, deel) = any (f.extra)
			or extract(isodow from dag) < 6
				and f.dagdelen & (1 << ((extract(isodow from dag)::int4 - 1) * 3 + halve_dag(date '1970-01-01', deel))) <> 0
				and not is_gesloten(array[f.school_id, f.bedrijf_id], dag)
				and not exists (select from vakantie v
					where v.gesloten_op is null and dag between v.van_datum and v.tot_datum
						and (v.soort = 'feestdag' or (select s.vakantieregio from school s where s.id = f.school_id) = any (v.regios))));

-- By name before reservering_voor, which looks whether it is open: who closes and who books at the same moment wait for each other (sluiting_voor).
create function reservering_nog_te_doen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if upper(dagdeel_tijdvak(new.datum, new.dagdeel)) <= new.gemaakt_op then
		raise exception 'it is over' using errcode = '23514', constraint = 'reservering_nog_te_doen';
	end if;
	perform from school s join faciliteit f on f.school_id = s.id where f.id = new.faciliteit_id for key share of s;
	perform from bedrijf b join faciliteit f on f.bedrijf_id = b.id where f.id = new.faciliteit_id for key share of b;
	return new;
end $$;
create trigger reservering_nog_te_doen before insert on reservering for each row execute function reservering_nog_te_doen();
