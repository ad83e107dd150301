-- A match is about one day, one half-day, one class and the same people from its proposal to its end: its counters, the
-- audit and what both sides said yes to rest on that. Who wants another day makes another match. Before, a change in SQL
-- left the counters where they were. Old code keeps working: it never changed these.
create function koppeling_vast() returns trigger language plpgsql as $$
begin
	raise exception 'a match keeps its day and its people' using errcode = '23514',
		constraint = 'koppeling_blijft_dezelfde';
end $$;
create trigger koppeling_vast before update on koppeling for each row
	when ((old.aanvraag_id, old.aanbod_id, old.school_id, old.klas_id, old.bedrijf_id, old.vrijwilliger_id, old.datum, old.dagdeel)
		is distinct from
		(new.aanvraag_id, new.aanbod_id, new.school_id, new.klas_id, new.bedrijf_id, new.vrijwilliger_id, new.datum, new.dagdeel))
	execute function koppeling_vast();
