-- A booking of a facility that waits for its owner has a term: five school days, and never past the half-day itself; then its place is free again.
-- Nobody books further ahead than the longest window of a request. Who owns a facility or is visited is told by a letter that somebody asks, that a
-- whole place is called off once, and who booked what becomes of it, by the same table as for places at events. And a company that leaves leaves no visits and no facilities behind.
-- Old code keeps working: it ends no waiting booking, and puts off letters that it does not know. Handovers wait until it is gone: it knows no visits and facilities.
set local lock_timeout = '5s';

-- ---- a term ----

alter table reservering
	add column verloopt_op timestamptz,
	drop constraint reservering_status_bekend,
	add constraint reservering_status_bekend check (status in ('gevraagd', 'bevestigd', 'geweigerd', 'geannuleerd', 'verlopen'));
comment on column reservering.verloopt_op is 'until then its owner can say yes; null: nobody has to';

-- What nobody owns is of the Technocentrum, which looks at what waits and gets no letter: that waits until the half-day.
create function reservering_termijn(f faciliteit, school uuid, dag date, deel text, gevraagd_op timestamptz) returns timestamptz
	language sql stable set search_path = public, pg_temp
	return least(case when num_nonnulls(f.school_id, f.bedrijf_id) > 0 then na_schooldagen(coalesce(f.school_id, school), gevraagd_op, 5) end,
		lower(dagdeel_tijdvak(dag, deel)));

alter table reservering disable trigger user;
update reservering r
set verloopt_op = reservering_termijn(f, r.school_id, r.datum, r.dagdeel, now())
from faciliteit f
where f.id = r.faciliteit_id and r.status = 'gevraagd';
alter table reservering enable trigger user;
alter table reservering add constraint reservering_termijn_bij_vraag check ((status = 'gevraagd') = (verloopt_op is not null));
create index reservering_te_verlopen on reservering (verloopt_op, id) where status = 'gevraagd';
create index reservering_die_wacht on reservering (datum, id) where status = 'gevraagd';

create or replace function reservering_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	f faciliteit;
	eigen bool;
begin
	if tg_op = 'UPDATE' then
		if (new.faciliteit_id, new.school_id, new.bedrijf_id, new.koppeling_id, new.datum, new.dagdeel, new.aantal)
			is distinct from (old.faciliteit_id, old.school_id, old.bedrijf_id, old.koppeling_id, old.datum, old.dagdeel, old.aantal) then
			raise exception 'a booking stays what it is' using errcode = '23514', constraint = 'reservering_ligt_vast';
		end if;
		if not (old.status = 'gevraagd' and new.status in ('bevestigd', 'geweigerd', 'geannuleerd')
			or old.status = 'gevraagd' and new.status = 'verlopen' and old.verloopt_op <= new.gewijzigd_op
			or old.status = 'bevestigd' and new.status = 'geannuleerd') then
			raise exception 'no such step' using errcode = '23514', constraint = 'reservering_stap_niet_toegestaan';
		end if;
		if new.status <> 'bevestigd' then
			perform tel_faciliteit(old, -old.aantal);
		end if;
		new.verloopt_op := null;
		return new;
	end if;
	if new.koppeling_id is not null and not exists (
		select from koppeling k
		where k.id = new.koppeling_id and koppeling_loopt(k.status)
			and k.datum = new.datum and k.dagdeel = new.dagdeel and (k.school_id = new.school_id or k.bedrijf_id = new.bedrijf_id)
		for share) then
		raise exception 'not the time of a running match' using errcode = '23514', constraint = 'reservering_past_bij_koppeling';
	end if;
	f := (select x from faciliteit x where x.id = new.faciliteit_id);
	perform from faciliteit x where x.id = new.faciliteit_id and x.versie = f.versie for share;
	if not found or f.status <> 'actief' or new.datum < (new.gemaakt_op at time zone 'Europe/Amsterdam')::date
		or not faciliteit_is_open(f, new.datum, new.dagdeel) then
		raise exception 'not open then' using errcode = '23514', constraint = 'reservering_op_open_dagdeel';
	end if;
	if new.datum > (new.gemaakt_op at time zone 'Europe/Amsterdam')::date + 400 then
		raise exception 'too far ahead' using errcode = '23514', constraint = 'reservering_niet_te_ver';
	end if;
	eigen := coalesce(f.school_id = new.school_id, false) or coalesce(f.bedrijf_id = new.bedrijf_id, false);
	if not (eigen
		or new.school_id is not null and 'scholen' = any (f.open_voor)
		or new.bedrijf_id is not null and 'bedrijven' = any (f.open_voor)
		or exists (select from kring r join school s on s.gemeente_code = any (r.gemeenten) where r.id = f.kring_id and s.id = new.school_id)
		or exists (select from bedrijf b where b.id = new.bedrijf_id and b.kring_id = f.kring_id)) then
		raise exception 'not for who asks' using errcode = '23514', constraint = 'reservering_door_wie_mag';
	end if;
	new.status := 'bevestigd';
	if f.goedkeuring and not eigen then
		new.status := 'gevraagd';
		new.verloopt_op := reservering_termijn(f, new.school_id, new.datum, new.dagdeel, new.gemaakt_op);
		if new.verloopt_op <= new.gemaakt_op then
			raise exception 'it has begun, nobody can say yes' using errcode = '23514', constraint = 'reservering_op_open_dagdeel';
		end if;
	end if;
	perform tel_faciliteit(new, new.aantal);
	return new;
end $$;

-- ---- letters about what is booked: a place at an event, or a facility ----

alter table inschrijving_bericht
	drop constraint inschrijving_bericht_een_per_kant,
	drop constraint inschrijving_bericht_brief_bekend,
	alter column inschrijving_id drop not null,
	add column reservering_id uuid constraint inschrijving_bericht_reservering_bestaat references reservering (id) on delete cascade,
	add column boeking_id uuid not null generated always as (coalesce(inschrijving_id, reservering_id)) stored, -- whichever it is
	add constraint inschrijving_bericht_van_een_boeking check (num_nonnulls(inschrijving_id, reservering_id) = 1),
	add constraint inschrijving_bericht_een_per_kant unique (boeking_id, kant),
	add constraint inschrijving_bericht_brief_bekend check (
		brief in ('boeking_vraag', 'boeking_verlopen', 'inschrijving_ja', 'inschrijving_nee', 'inschrijving_af', 'plek_vervalt'));

-- Whether somebody who did something is of one of these: nobody is told what they did themselves.
create function is_door_ons(door uuid, van_school uuid, van_bedrijf uuid, van_vrijwilliger uuid) returns bool language sql stable
	security definer set search_path = public, pg_temp
	return exists (
		select from lid l
		where l.account_id = door and l.status = 'actief'
			and (l.school_id = van_school or l.bedrijf_id = van_bedrijf or l.vrijwilliger_id = van_vrijwilliger));
revoke execute on function is_door_ons(uuid, uuid, uuid, uuid) from public;

create or replace function inschrijving_bericht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	p plek := (select x from plek x where x.id = new.plek_id);
	letter text := case
		when new.status = 'gevraagd' then 'boeking_vraag'
		when new.status = 'bevestigd' then 'inschrijving_ja'
		when new.status = 'geweigerd' then 'inschrijving_nee'
		when p.status = 'vervallen' then 'plek_vervalt'
		else 'inschrijving_af'
	end;
begin
	delete from inschrijving_bericht b where b.boeking_id = new.id;
	insert into inschrijving_bericht (inschrijving_id, kant, brief, op)
	select new.id, k.kant, letter, new.gewijzigd_op
	from (values
		('boeker', new.school_id, new.bedrijf_id, new.vrijwilliger_id),
		('gastheer', null, p.bedrijf_id, null)) k (kant, school_id, bedrijf_id, vrijwilliger_id)
	where new.einde_op > new.gewijzigd_op
		and case
			when k.kant = 'boeker' then letter <> 'boeking_vraag'
			when p.bedrijf_id is not distinct from new.bedrijf_id then false
			when letter = 'plek_vervalt' then not exists (
				select from inschrijving_bericht b
				join inschrijving i on i.id = b.inschrijving_id
				where i.plek_id = p.id and b.kant = 'gastheer' and b.brief = letter)
			else letter in ('boeking_vraag', 'inschrijving_af')
		end
		and num_nonnulls(k.school_id, k.bedrijf_id, k.vrijwilliger_id) > 0
		and not is_door_ons(new.gewijzigd_door, k.school_id, k.bedrijf_id, k.vrijwilliger_id);
	return null;
end $$;
create trigger inschrijving_gevraagd after insert on inschrijving for each row
	when (new.status = 'gevraagd') execute function inschrijving_bericht();

-- What ends with its match, or because that moved, is in the letter about that already.
create function reservering_bericht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	f faciliteit := (select x from faciliteit x where x.id = new.faciliteit_id);
	letter text := case new.status
		when 'gevraagd' then 'boeking_vraag'
		when 'bevestigd' then 'inschrijving_ja'
		when 'geweigerd' then 'inschrijving_nee'
		when 'verlopen' then 'boeking_verlopen'
		else 'inschrijving_af'
	end;
begin
	delete from inschrijving_bericht b where b.boeking_id = new.id;
	insert into inschrijving_bericht (reservering_id, kant, brief, op)
	select new.id, k.kant, letter, new.gewijzigd_op
	from (values
		('boeker', new.school_id, new.bedrijf_id),
		('gastheer', f.school_id, f.bedrijf_id)) k (kant, school_id, bedrijf_id)
	where upper(dagdeel_tijdvak(new.datum, new.dagdeel)) > new.gewijzigd_op - case letter when 'boeking_verlopen' then interval '2 days' else interval '0' end
		and case k.kant
			when 'boeker' then letter <> 'boeking_vraag' and (letter <> 'inschrijving_af' or new.koppeling_id is null or exists (
				select from koppeling x
				where x.id = new.koppeling_id and koppeling_loopt(x.status) and x.datum = new.datum and x.dagdeel = new.dagdeel))
			else letter in ('boeking_vraag', 'inschrijving_af')
				and not coalesce(f.school_id = new.school_id, false) and not coalesce(f.bedrijf_id = new.bedrijf_id, false)
		end
		and num_nonnulls(k.school_id, k.bedrijf_id) > 0
		and not is_door_ons(new.gewijzigd_door, k.school_id, k.bedrijf_id, null);
	return null;
end $$;
create trigger reservering_bericht after update of status on reservering for each row
	when (old.status is distinct from new.status) execute function reservering_bericht();
create trigger reservering_gevraagd after insert on reservering for each row
	when (new.status = 'gevraagd') execute function reservering_bericht();

-- Who was not asked so far is asked now.
insert into inschrijving_bericht (reservering_id, kant, brief, op)
select r.id, 'gastheer', 'boeking_vraag', now()
from reservering r
join faciliteit f on f.id = r.faciliteit_id
where r.status = 'gevraagd' and lower(dagdeel_tijdvak(r.datum, r.dagdeel)) > now() and num_nonnulls(f.school_id, f.bedrijf_id) > 0;

create index inschrijving_bericht_op_inschrijving on inschrijving_bericht (inschrijving_id) where inschrijving_id is not null;
create index inschrijving_bericht_op_reservering on inschrijving_bericht (reservering_id) where reservering_id is not null;

-- ---- what a company leaves ----

alter table overdracht drop constraint overdracht_deel_bekend;
alter table overdracht add constraint overdracht_deel_bekend
	check (deel in ('toewijzing', 'taak', 'aanbod', 'koppeling', 'boeking', 'plek', 'faciliteit'));
