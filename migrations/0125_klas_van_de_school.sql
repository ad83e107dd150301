-- What a class that its school keeps is in a school year, the school says. Before, a request for next year said it too, and the class was
-- gone over to that year by it, without its needs. Of a class that only requests name they still say it. Old code keeps working.
set local lock_timeout = '5s';

create or replace function klas_jaar_van_aanvraag() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into klas_jaar (klas_id, schooljaar, niveau, groepsgrootte)
	select c.id, schooljaar(new.van_datum), new.niveau, new.groepsgrootte
	from klas c
	where c.id = new.klas_id and c.gewijzigd_op is null
	on conflict do nothing;
	return null;
end $$;

-- From the moment on that its school keeps it, what requests said of later years is over.
create function klas_van_school() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from klas_jaar j
	where j.klas_id = new.id and j.schooljaar > schooljaar((new.gewijzigd_op at time zone 'Europe/Amsterdam')::date);
	return null;
end $$;
create trigger klas_van_school after update of gewijzigd_op on klas for each row
	when (old.gewijzigd_op is null and new.gewijzigd_op is not null) execute function klas_van_school();
