-- What asks for a word of nobody but staff waits in their list: a booking of a facility that has no owner, and a place at an event that is at no
-- company. Before, it ended without having been seen. Old code keeps working: it lists what is about a request.
set local lock_timeout = '5s';

alter table werkvoorraad
	alter column aanvraag_id drop not null,
	alter column soort drop not null,
	drop constraint werkvoorraad_wat_bekend,
	add constraint werkvoorraad_wat_bekend check (wat in ('voorstel', 'antwoord', 'weggebleven', 'betwist', 'aanvraag', 'invallen', 'rondgang',
		'reservering', 'inschrijving')),
	add constraint werkvoorraad_van_aanvraag_of_boeking check (
		(aanvraag_id is null) = (wat in ('reservering', 'inschrijving')) and (aanvraag_id is null) = (soort is null));

create function boeking_naar_werkvoorraad(boeking uuid, wat text, school uuid, wacht bool, sinds_op timestamptz, eindigt_op timestamptz) returns void
	language sql security definer set search_path = public, pg_temp as $$
	delete from werkvoorraad w where w.id = boeking and not wacht;
	insert into werkvoorraad (id, wat, gemeente_code, sinds_op, eindigt_op)
	select boeking, $2, (select s.gemeente_code from school s where s.id = school), $5, $6
	where wacht
	on conflict (id) do nothing;
$$;
revoke execute on function boeking_naar_werkvoorraad(uuid, text, uuid, bool, timestamptz, timestamptz) from public;

create function reservering_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform boeking_naar_werkvoorraad(new.id, 'reservering', new.school_id, new.status = 'gevraagd' and exists (
			select from faciliteit f where f.id = new.faciliteit_id and num_nonnulls(f.school_id, f.bedrijf_id) = 0),
		new.gewijzigd_op, new.verloopt_op);
	return null;
end $$;
create trigger reservering_naar_werkvoorraad after insert or update of status on reservering
	for each row execute function reservering_naar_werkvoorraad();
create function inschrijving_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform boeking_naar_werkvoorraad(new.id, 'inschrijving', new.school_id, new.status = 'gevraagd' and exists (
			select from plek p where p.id = new.plek_id and p.bedrijf_id is null),
		new.gewijzigd_op, lower(new.tijd));
	return null;
end $$;
create trigger inschrijving_naar_werkvoorraad after insert or update of status on inschrijving
	for each row execute function inschrijving_naar_werkvoorraad();
create function boeking_uit_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from werkvoorraad w where w.id = old.id;
	return null;
end $$;
create trigger inschrijving_uit_werkvoorraad after delete on inschrijving for each row
	when (old.status = 'gevraagd') execute function boeking_uit_werkvoorraad();
create trigger reservering_uit_werkvoorraad after delete on reservering for each row
	when (old.status = 'gevraagd') execute function boeking_uit_werkvoorraad();

insert into werkvoorraad (id, wat, gemeente_code, sinds_op, eindigt_op)
select r.id, 'reservering', s.gemeente_code, r.gemaakt_op, r.verloopt_op
from reservering r
join faciliteit f on f.id = r.faciliteit_id
left join school s on s.id = r.school_id
where r.status = 'gevraagd' and r.verloopt_op > now() and num_nonnulls(f.school_id, f.bedrijf_id) = 0
union all
select i.id, 'inschrijving', s.gemeente_code, i.gemaakt_op, lower(i.tijd)
from inschrijving i
join plek p on p.id = i.plek_id
left join school s on s.id = i.school_id
where i.status = 'gevraagd' and lower(i.tijd) > now() and p.bedrijf_id is null;
