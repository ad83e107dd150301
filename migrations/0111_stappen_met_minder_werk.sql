-- A step of a koppeling asks the server for less. Functions in SQL that cannot be part of the statement that calls them are planned again
-- at each call; in plpgsql they keep their plan. Days on which a school is closed are asked for once, not day by day. What a request or an
-- offer gives a new koppeling is looked up at once, and nothing is looked for that a new koppeling cannot have. The rules, their names and
-- the locks stay as they are. Old code keeps working.
set local lock_timeout = '5s';

-- ---- functions that keep their plan ----

create or replace function is_gesloten(houders uuid[], dag date) returns boolean
	language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
	return exists (select from sluiting w
		where w.houder = any (houders) and w.ingetrokken_op is null and w.tot_datum >= dag and w.van_datum <= dag);
end $$;

create or replace function koppeling_tijdvakken(datum date, dagdeel text, weken int4) returns int4[] language plpgsql immutable as $$
begin
	if weken is null then
		return array[halve_dag(datum, dagdeel)];
	end if;
	return array(select (w.g - date '1970-01-01') * 3
		from (select koppeling_tijdvakken.datum - extract(isodow from koppeling_tijdvakken.datum)::int4 + 1 + 7 * n.n as g
			from generate_series(0, koppeling_tijdvakken.weken) n (n)) w
		where w.g <= koppeling_tijdvakken.datum + 7 * koppeling_tijdvakken.weken - 1
		order by w.g);
end $$;

create or replace function koppeling_risico(k koppeling) returns text[]
	language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
	return array_remove(array[
		case when k.vrijwilliger_id is not null and not exists (
				select from koppeling e where e.vrijwilliger_id = k.vrijwilliger_id and e.status in ('afgerond', 'geevalueerd'))
			then 'eerste-keer' end,
		case when (select a.groepsgrootte from aanvraag a where a.id = k.aanvraag_id) = 1 then 'een-leerling' end,
		case when (select y.bij_leerlingen from activiteitsoort y where y.code = k.soort) and exists (
				select from vrijwilliger v where v.id = k.vrijwilliger_id and coalesce(v.vog_geldig_tot_datum < k.datum, true))
			then 'begeleiding' end], null);
end $$;

create or replace function koppeling_verloopt(k koppeling) returns timestamptz language plpgsql stable as $$
begin
	return least(lower(dagdeel_tijdvak(k.datum, k.dagdeel)), (
		select na_schooldagen(k.school_id, k.gewijzigd_op,
			case k.status when 'voorgesteld' then t.besluit_schooldagen else t.reactie_schooldagen end)
		from termijn t where t.soort = k.soort));
end $$;

create or replace function verzet_bezetting(oud koppeling, nieuw koppeling) returns void language plpgsql as $$
begin
	insert into bezetting as b (houder, soort, periode, bezet, maximum)
	select houder, soort, periode, case when n.houder is null then 0 else 1 end, coalesce(n.maximum, o.maximum)
	from bezetting_van(oud) o
	full join bezetting_van(nieuw) n using (houder, soort, periode)
	where o.houder is null or n.houder is null
	order by coalesce(o.rang, n.rang), periode
	on conflict (houder, soort, periode) do update set bezet = b.bezet + case excluded.bezet when 1 then 1 else -1 end,
		maximum = case excluded.bezet when 1 then excluded.maximum else b.maximum end;
end $$;

-- ---- closed days at once ----

create or replace function na_schooldagen(van_school uuid, moment timestamptz, aantal int4) returns timestamptz
	language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
	dag date := (moment at time zone 'Europe/Amsterdam')::date;
	over int4 := aantal;
	dicht datemultirange;
begin
	select coalesce(range_agg(daterange(d.van, d.tot, '[]')), '{}') into dicht
	from (
		select w.van_datum, w.tot_datum
		from sluiting w
		where w.houder = van_school and w.ingetrokken_op is null and w.tot_datum > dag
		union all
		select v.van_datum, v.tot_datum
		from vakantie v
		left join school s on s.id = van_school
		where v.gesloten_op is null and v.tot_datum > dag and v.van_datum <= dag + 366
			and (v.soort = 'feestdag' or s.vakantieregio = any (v.regios))) d (van, tot);
	for i in 1..366 loop
		exit when over = 0;
		dag := dag + 1;
		if extract(isodow from dag) < 6 and not dicht @> dag then
			over := over - 1;
		end if;
	end loop;
	return (dag + 1)::timestamp at time zone 'Europe/Amsterdam';
end $$;

-- ---- a new koppeling ----

drop trigger koppeling_kring on koppeling;
drop trigger koppeling_soort on koppeling;
drop trigger koppeling_periode on koppeling;
drop function koppeling_kring();
drop function koppeling_soort();

-- What the request and the offer give it. Before koppeling_voor, which counts by it.
create function koppeling_invullen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	select a.soort, case when y.periode then coalesce(a.weken, 1) end, coalesce(v.kring_id, b.kring_id)
	into new.soort, new.weken, new.kring_id
	from aanvraag a
	left join aanbod o on o.id = new.aanbod_id
	left join activiteitsoort y on y.code = o.soort
	left join vrijwilliger v on v.id = new.vrijwilliger_id
	left join bedrijf b on b.id = new.bedrijf_id
	where a.id = new.aanvraag_id;
	return new;
end $$;
create trigger koppeling_invullen before insert on koppeling for each row execute function koppeling_invullen();

create or replace function koppeling_periode() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.weken := old.weken;
	return new;
end $$;
create trigger koppeling_periode before update of weken on koppeling for each row execute function koppeling_periode();

create or replace function tel_bezetting(k koppeling, aantal int4) returns void language plpgsql as $$
declare
	tijdvakken int4[];
	week int4;
	jaar int4;
begin
	if aantal < 0 then
		tijdvakken := koppeling_tijdvakken(k.datum, k.dagdeel, k.weken);
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

-- ---- after a new koppeling ----

-- A request whose koppeling runs waits for nobody; it has none of its own there yet.
create or replace function koppeling_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if tg_op = 'UPDATE' then
		delete from werkvoorraad w where w.id = new.id;
	end if;
	if new.status = 'voorgesteld' then
		perform werkvoorraad_zet(new, 'voorstel', new.gewijzigd_op, new.verloopt_op);
	elsif new.status = 'niet_verschenen' then
		perform werkvoorraad_zet(new, 'weggebleven', new.gewijzigd_op, new.gewijzigd_op + interval '14 days');
	end if;
	if koppeling_loopt(new.status) then
		if tg_op = 'INSERT' or not koppeling_loopt(old.status) then
			delete from werkvoorraad w where w.id = new.aanvraag_id;
		end if;
	elsif tg_op = 'INSERT' or koppeling_loopt(old.status) then
		perform werkvoorraad_aanvraag(new.aanvraag_id, new.gewijzigd_op);
	end if;
	return null;
end $$;

create or replace function koppeling_na_invallen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	vraag uuid;
	ja bool := tg_op = 'INSERT' and new.status = 'ingepland';
begin
	update invalvraag v set status = case when ja then 'vervuld' else 'gesloten' end, voorstel_id = case when ja then new.id end,
		versie = v.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
	where v.aanvraag_id = new.aanvraag_id and v.status = 'open'
	returning v.id into vraag;
	if vraag is not null then
		update invaller i set status = case when ja and i.aanbod_id = new.aanbod_id then 'ja' else 'vol' end,
			beantwoord_op = case when ja and i.aanbod_id = new.aanbod_id then new.gewijzigd_op end
		where i.invalvraag_id = vraag and i.status = 'gevraagd';
	end if;
	return null;
end $$;

create or replace function koppeling_bijvullen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	gevolg text[];
	nu timestamptz := new.gewijzigd_op;
	hoeveelste int4;
	most int4;
	waarom text;
begin
	select s.gevolgen into gevolg from toestand_stap s
	where s.van = coalesce(old.status, '') and s.naar = new.status and s.rol = new.gewijzigd_rol;
	if 'plaats_nemen' = any (gevolg) then
		if new.gewijzigd_rol = 'systeem' then
			update bijvulling b set status = 'voorgesteld', voorstel_id = new.id, versie = b.versie + 1, gewijzigd_op = nu
			where b.aanvraag_id = new.aanvraag_id and b.status = 'wacht';
			if not found then
				raise exception 'nothing is to be refilled' using errcode = '23514', constraint = 'systeem_vult_alleen_bij';
			end if;
		else
			update bijvulling b set status = 'gestopt', reden = 'zelf_gekozen', versie = b.versie + 1, gewijzigd_op = nu
			where b.aanvraag_id = new.aanvraag_id and b.status = 'wacht';
		end if;
	elsif 'bijvullen' = any (gevolg) then
		hoeveelste := 1 + coalesce((select b.poging from bijvulling b where b.voorstel_id = new.id), 0);
		most := coalesce((select t.bijvullen_max from termijn t where t.soort = new.soort), 0);
		waarom := case
			when exists (select from reden r where r.code = new.reden and r.stopt) then 'reden'
			when old.status in ('bevestigd', 'ingepland') and new.gewijzigd_rol = 'school' then 'school_zegde_af'
			when old.status in ('bevestigd', 'ingepland') and lower(new.tijdvak) < na_schooldagen(new.school_id, nu, 1)
				then 'kort_dag'
			when not ('aanvraag_openen' = any (gevolg)
				or exists (select from aanvraag a where a.id = new.aanvraag_id and a.status = 'open')) then 'aanvraag_dicht'
			when hoeveelste > most then 'maximum'
		end;
		insert into bijvulling (id, aanvraag_id, school_id, koppeling_id, koppeling_versie, poging, maximum, status, reden,
			volgende_op, versie, gemaakt_op, gewijzigd_op)
		values (gen_random_uuid(), new.aanvraag_id, new.school_id, new.id, new.versie, hoeveelste, most,
			case when waarom is null then 'wacht' else 'gestopt' end, waarom, nu, 1, nu, nu);
	end if;
	return null;
end $$;
