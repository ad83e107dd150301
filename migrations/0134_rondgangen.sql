-- A rondgang: a class visits several companies on one day, one after the other. One request asks for it (haltes), and each of its stops is a
-- match of its own with a number and a time, so that each company answers for itself, what ends is refilled, and every maximum holds as it
-- does for one visit. It stands when all that are left have said yes and nobody is looked for any more; until then what was confirmed waits.
-- Two classes are never at one company in the same minutes, nor one class at two. Old code keeps working: it asks for no rondgang, and a
-- match that it makes is no stop.
set local lock_timeout = '5s';

alter table aanvraag
	add column haltes int4 constraint aanvraag_haltes_redelijk check (haltes between 2 and 5),
	add column haltes_min int4 constraint aanvraag_haltes_min_tot_haltes check (haltes_min between 1 and haltes),
	add column halte_minuten int4 constraint aanvraag_halte_minuten_redelijk check (halte_minuten between 20 and 150),
	add constraint aanvraag_rondgang_is_heel check (num_nonnulls(haltes, haltes_min, halte_minuten) in (0, 3));
comment on column aanvraag.haltes is 'how many companies on one day; null: one, as ever';
comment on column aanvraag.haltes_min is 'with fewer it does not go on';

alter table koppeling
	add column halte int4 not null default 0,
	add column halte_tijd tstzrange,
	add constraint koppeling_halte_met_tijd check (
		(halte = 0) = (halte_tijd is null) and (halte = 0 or bedrijf_id is not null and halte_tijd <@ dagdeel_uren(datum, dagdeel)));
comment on column koppeling.halte is 'which stop of a rondgang, in the order of the day; 0: of none';

-- Each stop has one running match, and a company is one stop at most.
drop index koppeling_een_lopende_per_aanvraag;
create unique index koppeling_een_lopende_per_aanvraag on koppeling (aanvraag_id, halte) where koppeling_loopt(status);
create unique index rondgang_bedrijf_een_keer on koppeling (bedrijf_id, aanvraag_id) where halte > 0 and koppeling_loopt(status);
drop index klas_niet_dubbel_geboekt;
create unique index klas_niet_dubbel_geboekt on koppeling (klas_id, datum, dagdeel, halte) where koppeling_loopt(status);
alter table koppeling
	add constraint bedrijf_een_halte_tegelijk exclude using gist (bedrijf_id with =, halte_tijd with &&)
		where (halte > 0 and koppeling_loopt(status)),
	add constraint klas_een_halte_tegelijk exclude using gist (klas_id with =, halte_tijd with &&)
		where (halte > 0 and koppeling_loopt(status));

drop index koppeling_op_verloop;
create index koppeling_op_verloop on koppeling (verloopt_op, id) where status in ('voorgesteld', 'goedgekeurd', 'bevestigd');
insert into toestand_stap (van, naar, stap, rol, reden_nodig, gevolgen)
values ('bevestigd', 'verlopen', 'verlopen', 'systeem', false, '{plaats_vrijgeven,bijvullen}');
insert into stap_bericht (van, naar, kant, brief)
select 'bevestigd', 'verlopen', k.kant, 'voorstel_vervalt'
from (values ('school'), ('aanbieder'), ('bedrijf')) k (kant);

create trigger koppeling_halte_vast before update on koppeling for each row
	when ((old.halte, old.halte_tijd) is distinct from (new.halte, new.halte_tijd)) execute function koppeling_vast();

-- After koppeling_voor, which holds the request and the class: whoever is next sees what is decided here.
create function koppeling_voor_rondgang() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if new.halte > coalesce((select a.haltes from aanvraag a where a.id = new.aanvraag_id), 0)
		or new.halte = 0 and exists (select from aanvraag a where a.id = new.aanvraag_id and a.haltes is not null) then
		raise exception 'not what the request asks' using errcode = '23514', constraint = 'koppeling_halte_past_bij_aanvraag';
	end if;
	if tg_op = 'UPDATE' and new.halte > 0 and (old.datum, old.dagdeel) <> (new.datum, new.dagdeel) then
		raise exception 'a stop is not moved by itself' using errcode = '23514', constraint = 'rondgang_wordt_niet_verzet';
	end if;
	if exists (select from koppeling k
		where k.klas_id = new.klas_id and k.datum = new.datum and k.dagdeel = new.dagdeel and koppeling_loopt(k.status)
			and k.id <> new.id and k.aanvraag_id <> new.aanvraag_id) then
		raise exception 'the class is elsewhere' using errcode = '23514', constraint = 'klas_niet_dubbel_geboekt';
	end if;
	if new.halte > 0 and exists (select from koppeling k
		where k.aanvraag_id = new.aanvraag_id and koppeling_loopt(k.status) and k.id <> new.id and k.datum <> new.datum) then
		raise exception 'on another day' using errcode = '23514', constraint = 'rondgang_op_een_dag';
	end if;
	return new;
end $$;
create trigger koppeling_voor_rondgang before insert on koppeling for each row execute function koppeling_voor_rondgang();
create trigger koppeling_voor_rondgang_weer before update of status on koppeling for each row
	when (koppeling_loopt(new.status) and not koppeling_loopt(old.status)) execute function koppeling_voor_rondgang();
create trigger koppeling_voor_rondgang_verzet before update of datum, dagdeel on koppeling for each row
	when ((old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel)) execute function koppeling_voor_rondgang();

-- What both sides confirmed waits for the others until the day before, so that nobody waits in vain; confirmed later than that, until its hour.
create function koppeling_voor_wachten() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.verloopt_op := lower(new.halte_tijd) - case when lower(new.halte_tijd) - interval '24 hours' > new.gewijzigd_op
		then interval '24 hours' else interval '0' end;
	return new;
end $$;
create trigger koppeling_voor_wachten before update of status on koppeling for each row
	when (new.halte > 0 and new.status = 'bevestigd' and old.status <> 'bevestigd') execute function koppeling_voor_wachten();

-- The time of a stop is a time as any other, and stays.
create function koppeling_halte_tijd() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into tijd (id, begint_op, eindigt_op, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
	values (new.id, lower(new.halte_tijd), upper(new.halte_tijd), 1, new.gemaakt_op, new.gewijzigd_op, new.gewijzigd_door);
	return null;
end $$;
create trigger koppeling_halte_tijd after insert on koppeling for each row when (new.halte > 0) execute function koppeling_halte_tijd();
create function tijd_voor_halte() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from koppeling k
		where k.id = new.id and k.halte > 0 and k.halte_tijd is distinct from tstzrange(new.begint_op, new.eindigt_op)) then
		raise exception 'others come before and after' using errcode = '23514', constraint = 'halte_tijd_ligt_vast';
	end if;
	return new;
end $$;
create trigger tijd_voor_halte before insert or update on tijd for each row execute function tijd_voor_halte();

-- Holds all that stops of a request take or give back, in the order in which each of them takes it: two that take several at once do not
-- wait for each other. What is not counted yet is counted as nothing.
create function rondgang_houd(van uuid, aanbiedingen uuid[], halve_dagen int4[]) returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from aanvraag a where a.id = van for no key update;
	perform from klas c where c.id = (select a.klas_id from aanvraag a where a.id = van) for no key update;
	perform from vrijwilliger v where v.id in (select o.vrijwilliger_id from aanbod o where o.id = any (aanbiedingen))
	order by v.id for no key update;
	insert into bezetting as b (houder, soort, periode, bezet, maximum)
	select h.houder, h.soort, h.periode, 0, null
	from (select distinct z.houder, z.soort, z.periode, z.rang
		from unnest(aanbiedingen, halve_dagen) s (aanbod_id, halve_dag)
		join aanbod o on o.id = s.aanbod_id
		left join vrijwilliger v on v.id = o.vrijwilliger_id
		left join bedrijf c on c.id = coalesce(o.bedrijf_id, v.bedrijf_id)
		cross join lateral bezetting_van(jsonb_populate_record(null::koppeling, jsonb_build_object('aanbod_id', o.id,
			'vrijwilliger_id', v.id, 'bedrijf_id', c.id, 'kring_id', coalesce(v.kring_id, c.kring_id),
			'datum', date '1970-01-01' + s.halve_dag / 3,
			'dagdeel', (array['ochtend', 'middag', 'avond'])[s.halve_dag % 3 + 1]))) z) h
	order by h.rang, h.houder, h.periode
	on conflict (houder, soort, periode) do update set bezet = b.bezet;
end $$;

-- ---- refilling: a stop at a time ----

alter table bijvulling add column halte int4 not null default 0;
comment on column bijvulling.halte is 'which stop of a rondgang; 0: of none';
drop index bijvulling_een_wacht_per_aanvraag;
create unique index bijvulling_een_wacht_per_aanvraag on bijvulling (aanvraag_id, halte) where status = 'wacht';

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
			where b.aanvraag_id = new.aanvraag_id and b.halte = new.halte and b.status = 'wacht';
			if not found then
				raise exception 'nothing is to be refilled' using errcode = '23514', constraint = 'systeem_vult_alleen_bij';
			end if;
		else
			update bijvulling b set status = 'gestopt', reden = 'zelf_gekozen', versie = b.versie + 1, gewijzigd_op = nu
			where b.aanvraag_id = new.aanvraag_id and b.halte = new.halte and b.status = 'wacht';
		end if;
	elsif 'bijvullen' = any (gevolg) then
		hoeveelste := 1 + coalesce((select b.poging from bijvulling b where b.voorstel_id = new.id), 0);
		most := coalesce((select t.bijvullen_max from termijn t where t.soort = new.soort), 0);
		waarom := case
			when old.status = 'bevestigd' and new.status = 'verlopen' then 'kort_dag'
			when exists (select from reden r where r.code = new.reden and r.stopt) then 'reden'
			when old.status in ('bevestigd', 'ingepland') and new.gewijzigd_rol = 'school' then 'school_zegde_af'
			when old.status in ('bevestigd', 'ingepland') and lower(new.tijdvak) < na_schooldagen(new.school_id, nu, 1)
				then 'kort_dag'
			when not ('aanvraag_openen' = any (gevolg)
				or exists (select from aanvraag a where a.id = new.aanvraag_id and a.status = 'open')) then 'aanvraag_dicht'
			when hoeveelste > most then 'maximum'
		end;
		insert into bijvulling (id, aanvraag_id, school_id, koppeling_id, koppeling_versie, poging, maximum, status, reden,
			volgende_op, versie, gemaakt_op, gewijzigd_op, halte)
		values (gen_random_uuid(), new.aanvraag_id, new.school_id, new.id, new.versie, hoeveelste, most,
			case when waarom is null then 'wacht' else 'gestopt' end, waarom, nu, 1, nu, nu, new.halte);
	end if;
	return null;
end $$;

-- ---- when it stands ----

create function rondgang_staat(van uuid) returns bool language sql stable security definer set search_path = public, pg_temp as $$
	select coalesce((select count(*) >= a.haltes_min and bool_and(k.status not in ('voorgesteld', 'goedgekeurd'))
			from koppeling k where k.aanvraag_id = a.id and koppeling_loopt(k.status))
		and not exists (select from bijvulling b where b.aanvraag_id = a.id and b.status = 'wacht'), false)
	from aanvraag a where a.id = van and a.haltes is not null
$$;
create function rondgang_sluit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if rondgang_staat(new.aanvraag_id) then
		update koppeling k set status = 'ingepland', reden = null, toelichting = null, andere_tijdvakken = '{}', versie = k.versie + 1,
			gewijzigd_op = new.gewijzigd_op, gewijzigd_door = null, gewijzigd_rol = 'systeem'
		where k.aanvraag_id = new.aanvraag_id and k.status = 'bevestigd';
		update aanvraag a set status = 'gekoppeld', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = null
		where a.id = new.aanvraag_id and a.status = 'open';
	else
		update aanvraag a set status = 'open', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = null
		where a.id = new.aanvraag_id and a.status = 'gekoppeld';
	end if;
	return null;
end $$;
-- By name after koppeling_bijvullen, which says whether somebody else is looked for, and koppeling_na, which opens the request.
create trigger koppeling_rondgang after update of status on koppeling for each row
	when (new.halte > 0 and old.status is distinct from new.status)
	execute function rondgang_sluit();
create trigger bijvulling_rondgang after update of status on bijvulling for each row
	when (new.halte > 0 and old.status = 'wacht' and new.status = 'gestopt' and new.reden <> 'zelf_gekozen' and new.reden <> 'aanvraag_dicht')
	execute function rondgang_sluit();

-- Whoever takes a step with a stop holds its request first: the others of the rondgang may follow from it.
create function halte_houd(koppeling uuid) returns bool language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from aanvraag a where a.id = (select k.aanvraag_id from koppeling k where k.id = $1 and k.halte > 0) for no key update;
	return true;
end $$;

-- ---- one thing in the list for staff ----

alter table werkvoorraad drop constraint werkvoorraad_wat_bekend,
	add constraint werkvoorraad_wat_bekend
		check (wat in ('voorstel', 'antwoord', 'weggebleven', 'betwist', 'aanvraag', 'invallen', 'rondgang'));

-- Nobody stands in at a stop: it is refilled, or the rondgang goes on without.
create or replace function koppeling_invallen_gezocht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if koppeling_loopt(new.status) then
		delete from werkvoorraad w where w.aanvraag_id = new.aanvraag_id and w.wat = 'invallen';
	elsif new.halte = 0 and new.status = 'geannuleerd' and new.gewijzigd_rol <> 'school' and new.school_bevestigd_op is not null
		and lower(new.tijdvak) > new.gewijzigd_op and lower(new.tijdvak) < na_schooldagen(new.school_id, new.gewijzigd_op, 1)
		and exists (select from aanvraag a where a.id = new.aanvraag_id and a.status = 'open') then
		perform werkvoorraad_zet(new, 'invallen', new.gewijzigd_op, lower(new.tijdvak));
	end if;
	return null;
end $$;

create or replace function werkvoorraad_aanvraag(van uuid, nu timestamptz) returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
declare
	voorgesteld timestamptz; -- of a rondgang: until when there is something to decide
	graad text;
begin
	select min(k.verloopt_op), max(koppeling_risicograad(k)) filter (where koppeling_risicograad(k) <> 'laag') into voorgesteld, graad
	from koppeling k where k.aanvraag_id = van and k.halte > 0 and k.status = 'voorgesteld';
	if voorgesteld is not null then
		insert into werkvoorraad as w (id, wat, aanvraag_id, soort, gemeente_code, sinds_op, eindigt_op, toegewezen_aan, risico)
		select a.id, 'rondgang', a.id, a.soort, s.gemeente_code, nu, voorgesteld, t.account_id,
			case graad when 'verhoogd' then graad when 'hoog' then graad else 'laag' end
		from aanvraag a
		join school s on s.id = a.school_id
		left join toewijzing t on t.id = a.id
		where a.id = van
		on conflict (id) do update set wat = excluded.wat, eindigt_op = excluded.eindigt_op, risico = excluded.risico,
			sinds_op = case when w.wat = excluded.wat then w.sinds_op else excluded.sinds_op end;
	elsif exists (select from aanvraag a where a.id = van and a.status = 'open'
			and (select count(*) from koppeling k where k.aanvraag_id = van and koppeling_loopt(k.status)) < coalesce(a.haltes_min, 1))
		and not exists (select from bijvulling b where b.aanvraag_id = van and b.status = 'wacht') then
		insert into werkvoorraad as w (id, wat, aanvraag_id, soort, gemeente_code, sinds_op, eindigt_op, toegewezen_aan)
		select a.id, 'aanvraag', a.id, a.soort, s.gemeente_code, nu, (a.tot_datum + 1)::timestamp at time zone 'Europe/Amsterdam',
			t.account_id
		from aanvraag a
		join school s on s.id = a.school_id
		left join toewijzing t on t.id = a.id
		where a.id = van
		on conflict (id) do update set wat = excluded.wat, soort = excluded.soort, eindigt_op = excluded.eindigt_op, risico = excluded.risico;
	else
		delete from werkvoorraad w where w.id = van;
	end if;
end $$;

create or replace function koppeling_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if tg_op = 'UPDATE' then
		delete from werkvoorraad w where w.id = new.id;
	end if;
	if new.status = 'voorgesteld' and new.halte = 0 then
		perform werkvoorraad_zet(new, 'voorstel', new.gewijzigd_op, new.verloopt_op);
	elsif new.status = 'niet_verschenen' then
		perform werkvoorraad_zet(new, 'weggebleven', new.gewijzigd_op, new.gewijzigd_op + interval '14 days');
	end if;
	if new.halte > 0 then
		perform werkvoorraad_aanvraag(new.aanvraag_id, new.gewijzigd_op);
	elsif koppeling_loopt(new.status) then
		if tg_op = 'INSERT' or not koppeling_loopt(old.status) then
			delete from werkvoorraad w where w.id = new.aanvraag_id;
		end if;
	elsif tg_op = 'INSERT' or koppeling_loopt(old.status) then
		perform werkvoorraad_aanvraag(new.aanvraag_id, new.gewijzigd_op);
	end if;
	return null;
end $$;
