-- On a public holiday a facility is closed as schools and companies are, unless its owner opened that half-day (extra). Before, it was shown as
-- free. Old code keeps working: it is told no where it was told yes. What is booked stays.
set local lock_timeout = '5s';

create or replace function faciliteit_is_open(f faciliteit, dag date, deel text) returns bool language sql stable parallel safe
	return dag >= f.van_datum and (f.tot_datum is null or dag <= f.tot_datum)
		and not halve_dag(dag, deel) = any (f.uitzonderingen)
		and (halve_dag(dag, deel) = any (f.extra)
			or extract(isodow from dag) < 6
				and f.dagdelen & (1 << ((extract(isodow from dag)::int4 - 1) * 3 + halve_dag(date '1970-01-01', deel))) <> 0
				and not exists (select from vakantie v
					where v.soort = 'feestdag' and v.gesloten_op is null and dag between v.van_datum and v.tot_datum));
