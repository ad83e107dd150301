-- Erasing a person: their account goes, and of the volunteer that they were a row without a person stays, for the matches that others
-- had. What is left of it is an id. Old code keeps working: it knows nobody who is erased, and lists a volunteer called Gewist.
set local lock_timeout = '10s';

alter table vrijwilliger add column gewist_op timestamptz; -- nobody's any more

-- Whom was erased and when, by number alone: after a backup is put back they are erased again.
create table grafsteen (
	account_id uuid not null constraint grafsteen_uniek primary key,
	vrijwilliger_ids uuid[] not null,
	op timestamptz not null,
	brieven uuid[] not null -- letters in the folder of mail that a worker has still to take away
);
create index grafsteen_met_brieven on grafsteen (op) where cardinality(brieven) > 0;
grant select, update on grafsteen to schakel_dienst;

-- To erase a text, and nothing beside it, is no step and no other decision: neither makes history.
drop trigger koppeling_voor on koppeling;
create trigger koppeling_voor
	before insert or update of status, reden, versie, school_bevestigd_op, aanbieder_bevestigd_op, gewijzigd_op on koppeling
	for each row execute function koppeling_voor();
drop trigger koppeling_na on koppeling;
create trigger koppeling_na
	after insert or update of status, reden, versie, school_bevestigd_op, aanbieder_bevestigd_op, gewijzigd_op on koppeling
	for each row execute function koppeling_na();
drop trigger gewicht_activering_blijft on gewicht_activering;
create trigger gewicht_activering_blijft
	before update of soort, volgnummer, versie, vorige, op, account_id or delete on gewicht_activering
	for each row execute function gewicht_activering_blijft();

-- Ends the matches that run and have not been held, as a side does that leaves.
create function wis_eindig(koppelingen uuid[], kant text, door uuid, nu timestamptz) returns int8 language plpgsql as $$
declare
	aantal int8;
begin
	-- In the order of locks of every step: requests, classes, people, then the matches by id.
	perform from aanvraag a where a.id in (select k.aanvraag_id from koppeling k where k.id = any (koppelingen))
	order by a.id for no key update;
	perform from koppeling k where k.id = any (koppelingen) order by k.id for no key update;
	update koppeling k
	set status = case when k.status in ('voorgesteld', 'goedgekeurd') then 'afgeslagen' else 'geannuleerd' end,
		reden = 'anders', toelichting = null, versie = k.versie + 1, gewijzigd_op = nu, gewijzigd_door = door, gewijzigd_rol = kant
	where k.id = any (koppelingen)
		and (k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd')
			or (k.status = 'ingepland' and k.datum >= (nu at time zone 'Europe/Amsterdam')::date));
	get diagnostics aantal = row_count;
	return aantal;
end $$;

-- The volunteers that a person is: what runs ends, what they offered closes, and nothing says who they were.
create function wis_vrijwilligers(vrijwilligers uuid[], door uuid, nu timestamptz) returns int8 language plpgsql as $$
declare
	van_hen uuid[] := array(select k.id from koppeling k where k.vrijwilliger_id = any (vrijwilligers) order by k.id);
	aantal int8 := wis_eindig(van_hen, 'vrijwilliger', door, nu);
begin
	update koppeling k set toelichting = null
	where k.id = any (van_hen) and k.gewijzigd_rol = 'vrijwilliger' and k.toelichting is not null;
	update geschiedenis g set toelichting = null
	where g.koppeling_id = any (van_hen) and g.rol = 'vrijwilliger' and g.toelichting is not null;
	update aanbod a
	set titel = 'Gewist', omschrijving = null, status = 'gesloten', versie = a.versie + 1, gewijzigd_op = nu, gewijzigd_door = door
	where a.vrijwilliger_id = any (vrijwilligers) and (a.titel <> 'Gewist' or a.status <> 'gesloten');
	update vrijwilliger v
	set naam = 'Gewist', email = v.id::text || '@gewist.invalid', telefoon = null, bedrijf_id = null, kring_id = null, postcode = null,
		rd_x = null, rd_y = null, ambassadeur = false, opleiding = 0, leeftijdsgroep = null, vog_gezien_datum = null,
		vog_gezien_door = null, vog_geldig_tot_datum = null, gepauzeerd_tot_datum = null, max_per_week = null,
		max_per_schooljaar = null, gewist_op = nu, versie = v.versie + 1, gewijzigd_op = nu, gewijzigd_door = door
	where v.id = any (vrijwilligers);
	delete from antwoordlink n where n.koppeling_id = any (van_hen);
	delete from veto w where w.vrijwilliger_id = any (vrijwilligers);
	return aantal;
end $$;

-- What a person asked for schools: somebody there goes on with what is open, else it is withdrawn; what is over keeps no text.
create function wis_aanvragen(wie uuid, nu timestamptz, out overgedragen int8, out beeindigd int8) language plpgsql as $$
declare
	zonder uuid[];
begin
	update aanvraag a
	set gemaakt_door = o.account_id, versie = a.versie + 1, gewijzigd_op = nu, gewijzigd_door = wie
	from (
		select b.id, m.account_id
		from aanvraag b
		cross join lateral (
			select l.account_id
			from lid l
			where l.school_id = b.school_id and l.status = 'actief' and l.rol in ('docent', 'school') and l.account_id <> wie
			order by l.rol = 'school' desc, l.id
			limit 1) m
		where b.gemaakt_door = wie and b.status <> 'ingetrokken'
		order by b.id
		for no key update of b
	) o
	where a.id = o.id;
	get diagnostics overgedragen = row_count;
	zonder := array(select a.id from aanvraag a where a.gemaakt_door = wie order by a.id);
	beeindigd := wis_eindig(
		array(select k.id from koppeling k where k.aanvraag_id = any (zonder) order by k.id), 'school', wie, nu);
	update aanvraag a
	set onderwerp = 'Gewist', toelichting = null, gemaakt_door = null, status = 'ingetrokken', versie = a.versie + 1,
		gewijzigd_op = nu, gewijzigd_door = wie
	where a.id = any (zonder);
end $$;

-- Erases an account and the volunteers that it is, in the transaction of the caller. For the service: it may do this, and not what
-- this does. Erasing whom was erased does nothing new, so tombstones can be replayed.
create function wis_persoon(wie uuid, vrijwilligers uuid[], nu timestamptz, out overgedragen int8, out beeindigd int8)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	adres text := (select lower(a.email) from account a where a.id = wie for update);
	brieven uuid[];
	sporen text[] := array(select v::text from unnest(vrijwilligers || wie) v)
		|| array(select lower(v.email) from vrijwilliger v where v.id = any (vrijwilligers)) || coalesce(adres, '-@-');
begin
	select coalesce(array_agg(p.id), '{}') into brieven
	from (select p.id from post p where p.account_id = wie order by p.id for update) p;
	select w.overgedragen, w.beeindigd into overgedragen, beeindigd from wis_aanvragen(wie, nu) w;
	beeindigd := beeindigd + wis_vrijwilligers(vrijwilligers, wie, nu);
	-- Words that went with the steps they took for an organisation, and with weights put in force.
	update geschiedenis g set toelichting = null
	from audit u
	where u.account_id = wie and u.tabel = 'koppeling' and g.koppeling_id = u.rij and g.volgnummer = u.versie
		and g.toelichting is not null;
	update koppeling k set toelichting = null
	from audit u
	where u.account_id = wie and u.tabel = 'koppeling' and k.id = u.rij and k.versie = u.versie and k.toelichting is not null;
	update gewicht_activering g set toelichting = null where g.account_id = wie;
	-- Answers that others got about them, and that are kept for a repetition: such a repetition is refused then.
	update idempotentie i set status = null, locatie = null, etag = null, antwoord = null
	where exists (select from unnest(sporen) s where position(s in lower(i.antwoord)) > 0);
	delete from account a where a.id = wie; -- and all that hangs on it
	insert into grafsteen (account_id, vrijwilliger_ids, op, brieven) values (wie, vrijwilligers, nu, brieven)
	on conflict (account_id) do update
	set vrijwilliger_ids = excluded.vrijwilliger_ids, brieven = grafsteen.brieven || excluded.brieven;
end $$;
revoke execute on function wis_persoon(uuid, uuid[], timestamptz), wis_eindig(uuid[], text, uuid, timestamptz),
	wis_vrijwilligers(uuid[], uuid, timestamptz), wis_aanvragen(uuid, timestamptz) from public;
grant execute on function wis_persoon(uuid, uuid[], timestamptz) to schakel_dienst;
