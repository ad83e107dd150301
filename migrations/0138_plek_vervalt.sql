-- A whole place of an event is called off, with a reason: it takes nobody any more and does not come back, and all its bookings end with it.
-- Who booked, and who is visited, is told of what becomes of a booking by a letter. Whoever changes a booking holds its place first (the request,
-- the class, the volunteer, the place, its booking: 0135), so that nobody waits in a ring. Old code keeps working: it calls off nothing.
set local lock_timeout = '5s';

alter table plek
	add column reden text constraint plek_reden_bekend references reden (code),
	drop constraint plek_status_bekend,
	add constraint plek_status_bekend check (status in ('actief', 'gesloten', 'vervallen')),
	add constraint plek_reden_bij_vervallen check ((status = 'vervallen') = (reden is not null));

create function plek_vervalt_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if old.status = 'vervallen' then
		raise exception 'called off already' using errcode = '23514', constraint = 'plek_vervallen_blijft';
	end if;
	if new.status = 'vervallen' and old.tot_op <= new.gewijzigd_op then
		raise exception 'over already' using errcode = '23514', constraint = 'plek_vervalt_vooraf';
	end if;
	return new;
end $$;
create trigger plek_vervalt_voor before update of versie on plek for each row execute function plek_vervalt_voor();

create function plek_vervalt() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update inschrijving i
	set status = 'geannuleerd', versie = i.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
	where i.plek_id = new.id and i.status in ('gevraagd', 'bevestigd');
	return null;
end $$;
create trigger plek_vervalt after update of status on plek for each row
	when (new.status = 'vervallen' and old.status <> 'vervallen') execute function plek_vervalt();

-- Holds the places of bookings until the end of the transaction; those bookings. A school may not change a place, but what it books does.
create function inschrijvingen_vast(inschrijvingen uuid[]) returns uuid[] language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from plek p
	where p.id in (select i.plek_id from inschrijving i where i.id = any (inschrijvingen))
	order by p.id
	for no key update;
	return inschrijvingen;
end $$;

create or replace function vrijwilliger_zonder_inschrijving() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform inschrijvingen_vast(array(select i.id from inschrijving i where i.vrijwilliger_id = new.id));
	delete from inschrijving i where i.vrijwilliger_id = new.id;
	return null;
end $$;

-- What has to be told of a booking, and to whom: who booked, or the company that is visited.
create table inschrijving_bericht (
	inschrijving_id uuid not null constraint inschrijving_bericht_inschrijving_bestaat references inschrijving (id) on delete cascade,
	kant text not null constraint inschrijving_bericht_kant_bekend check (kant in ('boeker', 'gastheer')),
	brief text not null constraint inschrijving_bericht_brief_bekend check (
		brief in ('inschrijving_ja', 'inschrijving_nee', 'inschrijving_af', 'plek_vervalt')),
	op timestamptz not null, -- not before
	constraint inschrijving_bericht_een_per_kant primary key (inschrijving_id, kant)
);
create index inschrijving_bericht_te_schrijven on inschrijving_bericht (op, inschrijving_id);
alter table inschrijving_bericht enable row level security;
create policy inschrijving_bericht_van_systeem on inschrijving_bericht to schakel_dienst using ((select is_systeem()));
grant select, update, delete on inschrijving_bericht to schakel_dienst;

-- Nobody is told what they did themselves. What follows takes back what was not written yet.
create function inschrijving_bericht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	p plek := (select x from plek x where x.id = new.plek_id);
	letter text := case
		when new.status = 'bevestigd' then 'inschrijving_ja'
		when new.status = 'geweigerd' then 'inschrijving_nee'
		when p.status = 'vervallen' then 'plek_vervalt'
		else 'inschrijving_af'
	end;
begin
	delete from inschrijving_bericht b where b.inschrijving_id = new.id;
	insert into inschrijving_bericht (inschrijving_id, kant, brief, op)
	select new.id, k.kant, letter, new.gewijzigd_op
	from (values
		('boeker', new.school_id, new.bedrijf_id, new.vrijwilliger_id),
		('gastheer', null, p.bedrijf_id, null)) k (kant, school_id, bedrijf_id, vrijwilliger_id)
	where new.einde_op > new.gewijzigd_op
		and (k.kant = 'boeker' or (letter = 'inschrijving_af' and p.bedrijf_id is distinct from new.bedrijf_id))
		and num_nonnulls(k.school_id, k.bedrijf_id, k.vrijwilliger_id) > 0
		and not exists (select from lid l
			where l.account_id = new.gewijzigd_door and l.status = 'actief'
				and (l.school_id = k.school_id or l.bedrijf_id = k.bedrijf_id or l.vrijwilliger_id = k.vrijwilliger_id));
	return null;
end $$;
create trigger inschrijving_bericht after update of status on inschrijving for each row
	when (old.status is distinct from new.status) execute function inschrijving_bericht();
