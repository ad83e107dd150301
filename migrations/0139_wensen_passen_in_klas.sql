-- A class wants no more than it has pupils: at one place each pupil counts once, and over all places of a campaign each has one first, one second and
-- one third wish. Who notes a wish holds the class, so that of two at the same moment the second sees the first. Old code keeps working: it is told
-- no where it was told yes.
set local lock_timeout = '5s';

-- How many pupils a class has in a school year, or else in the last year that is known.
create function klas_grootte(klas uuid, jaar int4) returns int4 language sql stable as $$
	select j.groepsgrootte
	from klas_jaar j
	where j.klas_id = klas
	order by (j.schooljaar = jaar) desc, j.schooljaar desc
	limit 1
$$;

create function plekwens_past() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	p plek := (select x from plek x where x.id = new.plek_id);
	grootte int4;
	eerder record;
begin
	perform from klas k where k.id = new.klas_id for no key update;
	grootte := klas_grootte(new.klas_id, schooljaar((p.van_op at time zone 'Europe/Amsterdam')::date));
	select coalesce(sum(w.eerste), 0) as eerste, coalesce(sum(w.tweede), 0) as tweede, coalesce(sum(w.derde), 0) as derde
	into eerder
	from plekwens w
	join plek q on q.id = w.plek_id
	where w.klas_id = new.klas_id and q.campagne_id = p.campagne_id and w.plek_id <> new.plek_id and q.status <> 'vervallen';
	if greatest(new.eerste + new.tweede + new.derde, eerder.eerste + new.eerste, eerder.tweede + new.tweede, eerder.derde + new.derde) > grootte then
		raise exception 'more than there are' using errcode = '23514', constraint = 'plekwens_past_in_klas';
	end if;
	return new;
end $$;
create index plekwens_op_klas on plekwens (klas_id);
create trigger plekwens_voor_past before insert or update on plekwens for each row execute function plekwens_past();
