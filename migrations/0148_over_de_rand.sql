-- A real time may go past the edge of its half-day: a lesson from twelve to a quarter past one. The half-day stays what is booked, and the
-- one beside it that the time reaches into is taken as well, as a whole (uitloop), so that the class, the volunteer, the places of the offer and
-- the engine have one idea of being taken: half-days. Taking the minutes alone would let in what no proposal can have, as a proposal has
-- no time yet. Old code keeps working: it sets no such time, and is told no where the second half-day is taken.
set local lock_timeout = '5s';

alter table koppeling
	add column uitloop text,
	add constraint koppeling_uitloop_ernaast check (uitloop is null or uitloop in ('ochtend', 'middag', 'avond')
		and abs(halve_dag(datum, uitloop) - halve_dag(datum, dagdeel)) = 1 and weken is null and halte = 0);
comment on column koppeling.uitloop is 'the half-day beside its own that it takes too, as its real time reaches into it';

-- The half-days of its day that it takes.
create function koppeling_halve_dagen(k koppeling) returns int4[] language sql immutable parallel safe
	return array[halve_dag(k.datum, k.dagdeel)] || case when k.uitloop is null then '{}' else array[halve_dag(k.datum, k.uitloop)] end;
-- What it is counted by at its offer, also when it runs for weeks.
create function koppeling_perioden(k koppeling) returns int4[] language sql immutable
	return case when k.uitloop is null then koppeling_tijdvakken(k.datum, k.dagdeel, k.weken) else koppeling_halve_dagen(k) end;

create or replace function bezetting_van(k koppeling)
	returns table (houder uuid, soort text, periode int4, maximum int4, rang int4) language sql stable as $$
	select a.id, 'tijdvak', t.periode, a.plaatsen, 1
	from aanbod a cross join unnest(koppeling_perioden(k)) t (periode) where a.id = k.aanbod_id
	union all
	select v.id, 'week', to_char(k.datum, 'IYYYIW')::int4, v.max_per_week, 2
	from vrijwilliger v where v.id = k.vrijwilliger_id
	union all
	select v.id, 'schooljaar', schooljaar(k.datum), v.max_per_schooljaar, 3
	from vrijwilliger v where v.id = k.vrijwilliger_id
	union all
	select c.id, 'week', to_char(k.datum, 'IYYYIW')::int4, c.max_per_week, 4
	from bedrijf c where c.id = k.bedrijf_id
	union all
	select c.id, 'schooljaar', schooljaar(k.datum), c.max_per_schooljaar, 5
	from bedrijf c where c.id = k.bedrijf_id
	union all
	select r.id, 'week', to_char(k.datum, 'IYYYIW')::int4, r.max_per_week, 6
	from kring r where r.id = k.kring_id
	union all
	select r.id, 'schooljaar', schooljaar(k.datum), r.max_per_schooljaar, 7
	from kring r where r.id = k.kring_id
$$;

create or replace function tel_bezetting(k koppeling, aantal int4) returns void language plpgsql as $$
declare
	tijdvakken int4[];
	week int4;
	jaar int4;
begin
	if aantal < 0 then
		tijdvakken := koppeling_perioden(k);
		week := to_char(k.datum, 'IYYYIW')::int4;
		jaar := schooljaar(k.datum);
		-- Locked first, in the order in which a proposal takes them; an update alone would take them as it finds them.
		perform from bezetting b
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = any (tijdvakken))
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'week' and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'schooljaar' and b.periode = jaar)
		order by case when b.soort = 'tijdvak' then 1
			else case b.houder when k.vrijwilliger_id then 2 when k.bedrijf_id then 4 else 6 end
				+ case b.soort when 'week' then 0 else 1 end end, b.periode
		for no key update;
		update bezetting b set bezet = b.bezet + aantal
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = any (tijdvakken))
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'week' and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'schooljaar' and b.periode = jaar);
		return;
	end if;
	insert into bezetting as b (houder, soort, periode, bezet, maximum)
	select h.houder, h.soort, h.periode, 1, h.maximum
	from bezetting_van(k) h
	order by h.rang, h.periode
	on conflict (houder, soort, periode) do update set bezet = b.bezet + 1, maximum = excluded.maximum;
end $$;

-- ---- nobody is taken twice ----

-- After koppeling_voor, which holds the class and the volunteer. Two in one half-day of their own are refused by the indexes.
create function koppeling_voor_uitloop() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from koppeling k
		where k.klas_id = new.klas_id and k.datum = new.datum and koppeling_loopt(k.status) and k.id <> new.id
			and num_nonnulls(k.uitloop, new.uitloop) > 0 and koppeling_halve_dagen(k) && koppeling_halve_dagen(new)) then
		raise exception 'the class is taken' using errcode = '23514', constraint = 'klas_niet_dubbel_geboekt';
	end if;
	if exists (select from koppeling k
		where k.vrijwilliger_id = new.vrijwilliger_id and k.datum = new.datum and koppeling_loopt(k.status) and k.id <> new.id
			and num_nonnulls(k.uitloop, new.uitloop) > 0 and koppeling_halve_dagen(k) && koppeling_halve_dagen(new)) then
		raise exception 'the volunteer is taken' using errcode = '23514', constraint = 'vrijwilliger_niet_dubbel_geboekt';
	end if;
	return new;
end $$;
create trigger koppeling_voor_uitloop before insert on koppeling for each row execute function koppeling_voor_uitloop();
create trigger koppeling_voor_uitloop_weer before update of status on koppeling for each row
	when (koppeling_loopt(new.status) and not koppeling_loopt(old.status)) execute function koppeling_voor_uitloop();
create trigger koppeling_voor_uitloop_verzet before update of datum, dagdeel on koppeling for each row
	when ((old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel)) execute function koppeling_voor_uitloop();

-- Before koppeling_voor by its name, which counts what a move gives back and takes.
create function koppeling_uitloop_vervalt() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.uitloop := null;
	return new;
end $$;
create trigger koppeling_uitloop_vervalt before update of datum, dagdeel on koppeling for each row
	when ((old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel)) execute function koppeling_uitloop_vervalt();

create or replace function koppeling_voor_plek() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from inschrijving i
		where i.vrijwilliger_id = new.vrijwilliger_id and i.status in ('gevraagd', 'bevestigd')
			and koppeling_halve_dagen(new) && tijd_halve_dagen(i.tijd)) then
		raise exception 'at an event then' using errcode = '23514', constraint = 'koppeling_naast_plek';
	end if;
	if exists (select from inschrijving i
		where i.klas_id = new.klas_id and i.status in ('gevraagd', 'bevestigd')
			and koppeling_halve_dagen(new) && tijd_halve_dagen(i.tijd)) then
		raise exception 'the class is at an event then' using errcode = '23514', constraint = 'koppeling_naast_plek_van_klas';
	end if;
	return new;
end $$;
create or replace function inschrijving_voor_vrij() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	halve_dagen int4[] := tijd_halve_dagen(new.tijd);
begin
	if exists (select from koppeling k
		where k.vrijwilliger_id = new.vrijwilliger_id and koppeling_loopt(k.status) and koppeling_halve_dagen(k) && halve_dagen) then
		raise exception 'in a class then' using errcode = '23514', constraint = 'inschrijving_naast_koppeling';
	end if;
	if exists (select from koppeling k
		where k.klas_id = new.klas_id and koppeling_loopt(k.status) and koppeling_halve_dagen(k) && halve_dagen) then
		raise exception 'in a match then' using errcode = '23514', constraint = 'inschrijving_naast_koppeling_van_klas';
	end if;
	return new;
end $$;

-- Another half-day beside its own: the same people, places and rooms as a match of its own would take. Locks go as in koppeling_voor.
create function koppeling_neemt_uitloop() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from aanvraag a where a.id = new.aanvraag_id for no key update;
	perform from klas c where c.id = new.klas_id for no key update;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for no key update;
	perform verzet_bezetting(old, new);
	if new.uitloop is not null and exists (select from reservering r
		where r.koppeling_id = new.id and r.dagdeel = new.dagdeel and r.status in ('gevraagd', 'bevestigd')
			and not exists (select from reservering s
				where s.koppeling_id = new.id and s.faciliteit_id = r.faciliteit_id and s.datum = r.datum and s.dagdeel = new.uitloop
					and s.status in ('gevraagd', 'bevestigd'))) then
		raise exception 'the room is not theirs then' using errcode = '23514', constraint = 'tijd_met_ruimte';
	end if;
	return new;
end $$;
create trigger koppeling_neemt_uitloop before update of uitloop on koppeling for each row
	when (old.uitloop is distinct from new.uitloop and koppeling_loopt(new.status)) execute function koppeling_neemt_uitloop();
create trigger koppeling_voor_uitloop_neemt before update of uitloop on koppeling for each row
	when (new.uitloop is not null and old.uitloop is distinct from new.uitloop and koppeling_loopt(new.status))
	execute function koppeling_voor_uitloop();
create trigger koppeling_voor_plek_uitloop before update of uitloop on koppeling for each row
	when (new.uitloop is not null and old.uitloop is distinct from new.uitloop and koppeling_loopt(new.status))
	execute function koppeling_voor_plek();

-- A room is booked for a match in its half-day or one beside it, so that its time can go past the edge.
drop index reservering_een_per_koppeling;
create unique index reservering_een_per_koppeling on reservering (koppeling_id, dagdeel) where status in ('gevraagd', 'bevestigd');
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
			and k.datum = new.datum and abs(halve_dag(k.datum, k.dagdeel) - halve_dag(new.datum, new.dagdeel)) <= 1 and (k.school_id = new.school_id or k.bedrijf_id = new.bedrijf_id)
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

-- ---- the time says which ----

-- The half-days of a day that a time touches; none when it is not in the hours in which something may be (dagdeel_uren).
create function tijd_dagdelen(datum date, van timestamptz, tot timestamptz) returns text[] language sql immutable parallel safe as $$
	select coalesce(array_agg(p.dagdeel order by halve_dag(datum, p.dagdeel)), '{}')
	from unnest(array['ochtend', 'middag', 'avond']) p (dagdeel)
	cross join lateral dagdeel_uren(datum, p.dagdeel) u (uren)
	where van < upper(u.uren) and tot > lower(u.uren)
		and van >= lower(dagdeel_uren(datum, 'ochtend')) and tot <= upper(dagdeel_uren(datum, 'avond'))
$$;

create or replace function tijd_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	dagdelen text[];
begin
	if new.begint_op is null then
		return new;
	end if;
	-- What runs for weeks has one half-day a day, and so has a stop of a rondgang.
	select array_remove(tijd_dagdelen(k.datum, new.begint_op, new.eindigt_op), k.dagdeel) into dagdelen
	from koppeling k
	where k.id = new.id and k.dagdeel = any (tijd_dagdelen(k.datum, new.begint_op, new.eindigt_op))
	for key share;
	if not found or cardinality(dagdelen) > 1
		or cardinality(dagdelen) = 1 and exists (select from koppeling k where k.id = new.id and (k.weken is not null or k.halte > 0)) then
		raise exception 'outside of the half-day' using errcode = '23514', constraint = 'tijd_binnen_dagdeel';
	end if;
	return new;
end $$;

-- By name before tijd_reistijd: first who is taken, then who has to travel.
create function tijd_neemt() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update koppeling k set uitloop = n.uitloop
	from (select (array_remove(tijd_dagdelen(e.datum, new.begint_op, new.eindigt_op), e.dagdeel))[1] as uitloop from koppeling e where e.id = new.id) n
	where k.id = new.id and k.uitloop is distinct from n.uitloop;
	return null;
end $$;
create trigger tijd_neemt after insert or update of begint_op, eindigt_op on tijd for each row execute function tijd_neemt();

-- Where somebody is: also from before the half-day on.
create or replace function koppeling_verblijf(k koppeling) returns table (rd_x int4, rd_y int4, van int4, tot int4) language sql stable as $$
	select p.rd_x, p.rd_y, coalesce(t.van, u.van), coalesce(t.tot, u.tot)
	from aanbod o
	join activiteitsoort y on y.code = o.soort
	join aanvraag a on a.id = k.aanvraag_id
	cross join lateral (
		select s.rd_x, s.rd_y from school s where s.id = k.school_id and not y.klas_reist
		union all
		select b.rd_x, b.rd_y from bedrijf b where b.id = k.bedrijf_id and y.klas_reist
	) p
	cross join lateral dagdeel_minuten(case when y.klas_reist then null else k.school_id end, k.datum) u
	left join lateral (
		select (extract(epoch from r.begint_op at time zone 'Europe/Amsterdam' - k.datum) / 60)::int4 as van,
			(extract(epoch from r.eindigt_op at time zone 'Europe/Amsterdam' - k.datum) / 60)::int4 as tot
		from tijd r
		where r.id = k.id and k.dagdeel = any (tijd_dagdelen(k.datum, r.begint_op, r.eindigt_op))
			and tijd_dagdelen(k.datum, r.begint_op, r.eindigt_op) <@ array[k.dagdeel, k.uitloop] -- and not of the half-day before a move
	) t on true
	where o.id = k.aanbod_id and u.dagdeel = k.dagdeel and p.rd_x is not null and p.rd_y is not null
		and not (a.online_toegestaan and o.online)
$$;
