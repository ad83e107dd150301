-- Last year's requests, again: a copy knows what it is of. Old code keeps working: both columns may be null.
set local lock_timeout = '5s';

alter table aanvraag
	add column kopie_van uuid constraint aanvraag_kopie_bestaat references aanvraag (id),
	add column overname_schooljaar int4; -- taken over with all of its school, for this school year (its first year)
create index aanvraag_op_kopie on aanvraag (kopie_van, van_datum) where kopie_van is not null;
-- Twice gives nothing twice, also when two ask at the same moment.
create unique index aanvraag_een_overname on aanvraag (kopie_van, overname_schooljaar) where overname_schooljaar is not null;

-- A class that left keeps its name with the school year behind it (klas/leave.sql); this is the name without.
create function klas_zonder_schooljaar(naam text) returns text language sql immutable parallel safe as $$
	select regexp_replace(naam, ' \([0-9]{4}-[0-9]{4}\)$', '')
$$;

-- The class of the same school that is in a school year what a class was then: of that level, and of its name or the only one.
create function klas_nu(klas uuid, niveau int8, jaar int4) returns table (id uuid, naam text, groepsgrootte int4) language sql stable as $$
	select n.id, n.naam, n.groepsgrootte
	from (
		select k.id, k.naam, j.groepsgrootte, lower(k.naam) = lower(klas_zonder_schooljaar(o.naam)) as zelfde, count(*) over () as aantal
		from klas o
		join klas k on k.school_id = o.school_id and k.vertrokken_datum is null
		join klas_jaar j on j.klas_id = k.id and j.schooljaar = $3 and j.niveau = $2
		where o.id = $1
	) n
	where n.zelfde or n.aantal = 1
	order by n.zelfde desc
	limit 1
$$;

-- What was copied of words goes when they go.
create function aanvraag_wist_kopieen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update aanvraag a
	set onderwerp = 'Gewist', toelichting = null, versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
	where a.kopie_van = new.id and (a.onderwerp <> 'Gewist' or a.toelichting is not null);
	return null;
end $$;
create trigger aanvraag_wist_kopieen after update of onderwerp on aanvraag for each row
	when (new.onderwerp = 'Gewist' and old.onderwerp <> 'Gewist') execute function aanvraag_wist_kopieen();
