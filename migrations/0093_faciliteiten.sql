-- Facilities: labs and practice rooms of schools, companies and the Technocentrum, with half-days that others book. What is taken is
-- counted in a row per half-day with a CHECK, as places of offers are: no interleaving can over-fill it. Old code keeps working: it
-- knows no facilities.
set local lock_timeout = '5s';

-- A half-day as one number: days since 1970 × 3 + dagdeel.
create function halve_dag(datum date, dagdeel text) returns int4 language sql immutable parallel safe
	return (datum - date '1970-01-01') * 3 + case dagdeel when 'ochtend' then 0 when 'middag' then 1 else 2 end;

create table faciliteit (
	id uuid not null constraint faciliteit_uniek primary key,
	school_id uuid constraint faciliteit_school_bestaat references school (id),
	bedrijf_id uuid constraint faciliteit_bedrijf_bestaat references bedrijf (id),
	kring_id uuid constraint faciliteit_kring_bestaat references kring (id), -- who may book, when open_voor says kring
	soort text not null constraint faciliteit_soort_bekend check (soort in ('technieklab', 'fablab', 'praktijklokaal', 'anders')),
	titel text not null constraint faciliteit_titel_lengte check (char_length(titel) between 1 and 200),
	omschrijving text constraint faciliteit_omschrijving_lengte check (char_length(omschrijving) between 1 and 2000),
	voorwaarden text constraint faciliteit_voorwaarden_lengte check (char_length(voorwaarden) between 1 and 2000),
	plaats text not null constraint faciliteit_plaats_lengte check (char_length(plaats) between 1 and 200),
	eenheid text not null constraint faciliteit_eenheid_bekend check (eenheid in ('groep', 'persoon')),
	capaciteit int4 not null constraint faciliteit_capaciteit_redelijk check (capaciteit between 1 and 500), -- of eenheid, per half-day
	dagdelen int4 not null constraint faciliteit_dagdelen_gekozen check (dagdelen between 1 and 32767), -- Monday–Friday × 3
	van_datum date not null,
	tot_datum date,
	uitzonderingen int4[] not null constraint faciliteit_hoogstens_1200_uitzonderingen check (cardinality(uitzonderingen) <= 1200),
	extra int4[] not null constraint faciliteit_hoogstens_1200_extra check (cardinality(extra) <= 1200), -- open besides the week
	open_voor text[] not null constraint faciliteit_open_voor_bekend
		check (cardinality(open_voor) > 0 and open_voor <@ array['scholen', 'bedrijven', 'kring']),
	goedkeuring bool not null, -- the owner says yes to each booking of another
	status text not null constraint faciliteit_status_bekend check (status in ('actief', 'gesloten')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint faciliteit_hoogstens_een_eigenaar check (school_id is null or bedrijf_id is null), -- neither: of the Technocentrum
	constraint faciliteit_kring_bij_open_voor check (('kring' = any (open_voor)) = (kring_id is not null)),
	constraint faciliteit_van_voor_tot check (van_datum <= tot_datum)
);
create index faciliteit_op_school on faciliteit (school_id);
create index faciliteit_op_bedrijf on faciliteit (bedrijf_id);
create trigger faciliteit_vastleggen after insert or update on faciliteit for each row execute function leg_vast();

create function faciliteit_is_open(f faciliteit, dag date, deel text) returns bool language sql immutable parallel safe
	return dag >= f.van_datum and (f.tot_datum is null or dag <= f.tot_datum)
		and not halve_dag(dag, deel) = any (f.uitzonderingen)
		and (halve_dag(dag, deel) = any (f.extra)
			or extract(isodow from dag) < 6
				and f.dagdelen & (1 << ((extract(isodow from dag)::int4 - 1) * 3 + halve_dag(date '1970-01-01', deel))) <> 0);

create table reservering (
	id uuid not null constraint reservering_uniek primary key,
	faciliteit_id uuid not null constraint reservering_faciliteit_bestaat references faciliteit (id),
	school_id uuid constraint reservering_school_bestaat references school (id),
	bedrijf_id uuid constraint reservering_bedrijf_bestaat references bedrijf (id),
	koppeling_id uuid constraint reservering_koppeling_bestaat references koppeling (id),
	datum date not null,
	dagdeel text not null constraint reservering_dagdeel_bekend check (dagdeel in ('ochtend', 'middag', 'avond')),
	aantal int4 not null constraint reservering_aantal_redelijk check (aantal between 1 and 500),
	status text not null constraint reservering_status_bekend check (status in ('gevraagd', 'bevestigd', 'geweigerd', 'geannuleerd')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint reservering_van_een_kant check (num_nonnulls(school_id, bedrijf_id) = 1)
);
create unique index reservering_een_per_koppeling on reservering (koppeling_id) where status in ('gevraagd', 'bevestigd');
create index reservering_op_datum on reservering (datum, id);
create index reservering_op_school on reservering (school_id, datum, id);
create index reservering_op_bedrijf on reservering (bedrijf_id, datum, id);
create index reservering_op_faciliteit on reservering (faciliteit_id, datum, id);
create trigger reservering_vastleggen after insert or update on reservering for each row execute function leg_vast();

create table faciliteit_bezetting (
	faciliteit_id uuid not null,
	halve_dag int4 not null,
	bezet int4 not null constraint faciliteit_bezetting_niet_negatief check (bezet >= 0),
	maximum int4 not null,
	constraint faciliteit_bezetting_uniek primary key (faciliteit_id, halve_dag),
	constraint faciliteit_niet_vol check (bezet <= maximum)
);

create function tel_faciliteit(r reservering, aantal int4) returns void language plpgsql
	security definer set search_path = public, pg_temp as $$
begin
	if aantal < 0 then
		update faciliteit_bezetting b set bezet = b.bezet + aantal
		where b.faciliteit_id = r.faciliteit_id and b.halve_dag = halve_dag(r.datum, r.dagdeel);
		return;
	end if;
	insert into faciliteit_bezetting as b (faciliteit_id, halve_dag, bezet, maximum)
	select f.id, halve_dag(r.datum, r.dagdeel), aantal, f.capaciteit from faciliteit f where f.id = r.faciliteit_id
	on conflict (faciliteit_id, halve_dag) do update set bezet = b.bezet + excluded.bezet, maximum = excluded.maximum;
end $$;
revoke execute on function tel_faciliteit(reservering, int4) from public;

-- Who may book, and when; and which step leads where. Whatever is asked or confirmed takes its place.
create function reservering_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
			or old.status = 'bevestigd' and new.status = 'geannuleerd') then
			raise exception 'no such step' using errcode = '23514', constraint = 'reservering_stap_niet_toegestaan';
		end if;
		if new.status in ('geweigerd', 'geannuleerd') then
			perform tel_faciliteit(old, -old.aantal);
		end if;
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
	eigen := coalesce(f.school_id = new.school_id, false) or coalesce(f.bedrijf_id = new.bedrijf_id, false);
	if not (eigen
		or new.school_id is not null and 'scholen' = any (f.open_voor)
		or new.bedrijf_id is not null and 'bedrijven' = any (f.open_voor)
		or exists (select from kring r join school s on s.gemeente_code = any (r.gemeenten) where r.id = f.kring_id and s.id = new.school_id)
		or exists (select from bedrijf b where b.id = new.bedrijf_id and b.kring_id = f.kring_id)) then
		raise exception 'not for who asks' using errcode = '23514', constraint = 'reservering_door_wie_mag';
	end if;
	new.status := case when f.goedkeuring and not eigen then 'gevraagd' else 'bevestigd' end;
	perform tel_faciliteit(new, new.aantal);
	return new;
end $$;
create trigger reservering_voor before insert or update on reservering for each row execute function reservering_voor();

-- What was booked for a match that ends is given back.
create function koppeling_geeft_reservering_terug() returns trigger language plpgsql
	security definer set search_path = public, pg_temp as $$
begin
	update reservering r set status = 'geannuleerd', versie = r.versie + 1, gewijzigd_op = new.gewijzigd_op,
		gewijzigd_door = new.gewijzigd_door
	where r.koppeling_id = new.id and r.status in ('gevraagd', 'bevestigd');
	return null;
end $$;
create trigger koppeling_reservering after update of status on koppeling for each row
	when (koppeling_loopt(old.status) and not koppeling_loopt(new.status)) execute function koppeling_geeft_reservering_terug();

create function is_faciliteit_van_ons(faciliteit uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from faciliteit f where f.id = faciliteit and (f.school_id = any (eigen_ids()) or f.bedrijf_id = any (eigen_ids())));
end $$;
alter table faciliteit enable row level security;
create policy faciliteit_zien on faciliteit for select to schakel_dienst using ((select is_iemand()));
create policy faciliteit_nieuw on faciliteit for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id], (select eigen_ids())));
create policy faciliteit_schrijven on faciliteit for update to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id], (select eigen_ids())));
alter table reservering enable row level security;
create policy reservering_van_beide_kanten on reservering to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id], (select eigen_ids())) or is_faciliteit_van_ons(faciliteit_id));
alter table faciliteit_bezetting enable row level security;
create policy faciliteit_bezetting_zien on faciliteit_bezetting for select to schakel_dienst using (true); -- how much, not by whom
grant select, insert, update on faciliteit, reservering to schakel_dienst;
grant select on faciliteit_bezetting to schakel_dienst;
