-- A rondgang that has fewer companies left than its school asks at least, while nobody else is looked for, does not go on. What was not agreed yet ends within
-- the minute, so that no company holds a place for nothing, and the school reads that it may choose again or call off; what stands in the calendar is called off by
-- people. It is one line for staff until then. Old code keeps working: it puts off the letter that it does not know, and shows the line as it shows others.
set local lock_timeout = '5s';

create function rondgang_te_weinig(van uuid) returns bool language sql stable security definer set search_path = public, pg_temp as $$
	select coalesce((select count(*) filter (where koppeling_loopt(k.status)) < a.haltes_min
			from koppeling k where k.aanvraag_id = a.id and k.halte > 0 having count(*) > 0)
		and not exists (select from bijvulling b where b.aanvraag_id = a.id and b.status = 'wacht'), false)
	from aanvraag a where a.id = van and a.haltes is not null
$$;

-- What may still be said no to ends by itself; the school is told once, instead of what it would read of each stop.
create function rondgang_houdt_op(van uuid, einde uuid, vertel bool, nu timestamptz) returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update koppeling k set verloopt_op = nu
	where k.aanvraag_id = van and k.halte > 0 and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd') and k.verloopt_op > nu;
	delete from bericht b using koppeling k
	where k.aanvraag_id = van and k.halte > 0 and b.koppeling_id = k.id and b.kant = 'school' and b.brief in ('voorstel', 'voorstel_nieuw', 'voorstel_vervalt', 'afgezegd');
	if vertel then
		insert into bericht (koppeling_id, kant, brief, op) values (einde, 'school', 'rondgang_te_weinig', nu)
		on conflict (koppeling_id, kant, brief) do nothing;
	end if;
end $$;

create or replace function rondgang_sluit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if rondgang_staat(new.aanvraag_id) then
		update koppeling k set status = 'ingepland', reden = null, toelichting = null, andere_tijdvakken = '{}', versie = k.versie + 1,
			gewijzigd_op = new.gewijzigd_op, gewijzigd_door = null, gewijzigd_rol = 'systeem'
		where k.aanvraag_id = new.aanvraag_id and k.status = 'bevestigd';
		update aanvraag a set status = 'gekoppeld', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = null
		where a.id = new.aanvraag_id and a.status = 'open';
		return null;
	end if;
	update aanvraag a set status = 'open', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = null
	where a.id = new.aanvraag_id and a.status = 'gekoppeld';
	if not rondgang_te_weinig(new.aanvraag_id) then
		return null;
	end if;
	-- Told by what brings it below its minimum; what ends after that follows from it. Nobody is told what they did themselves.
	if tg_table_name = 'bijvulling' then
		perform rondgang_houdt_op(new.aanvraag_id, new.koppeling_id, new.reden is distinct from 'school_zegde_af', new.gewijzigd_op);
	else
		perform rondgang_houdt_op(new.aanvraag_id, new.id, new.gewijzigd_rol <> 'school' and (
			select count(*) + 1 = (select a.haltes_min from aanvraag a where a.id = new.aanvraag_id)
			from koppeling k where k.aanvraag_id = new.aanvraag_id and koppeling_loopt(k.status)), new.gewijzigd_op);
	end if;
	return null;
end $$;
drop trigger bijvulling_rondgang on bijvulling;
create trigger bijvulling_rondgang after update of status on bijvulling for each row
	when (new.halte > 0 and old.status = 'wacht' and coalesce(new.reden, '') not in ('zelf_gekozen', 'aanvraag_dicht'))
	execute function rondgang_sluit();

-- Nobody is looked for at a stop of what does not go on.
create or replace function koppeling_bijvullen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	gevolg text[];
	nu timestamptz := new.gewijzigd_op;
	hoeveelste int4;
	most int4;
	waarom text;
	over bool;
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
		over := new.halte > 0 and rondgang_te_weinig(new.aanvraag_id) and (
			select count(*) + 1 < (select a.haltes_min from aanvraag a where a.id = new.aanvraag_id)
			from koppeling k where k.aanvraag_id = new.aanvraag_id and koppeling_loopt(k.status));
		waarom := case
			when over and new.status = 'verlopen' then 'niemand'
			when old.status = 'bevestigd' and new.status = 'verlopen' then 'kort_dag'
			when exists (select from reden r where r.code = new.reden and r.stopt) then 'reden'
			when old.status in ('bevestigd', 'ingepland') and new.gewijzigd_rol = 'school' then 'school_zegde_af'
			when old.status in ('bevestigd', 'ingepland') and lower(new.tijdvak) < na_schooldagen(new.school_id, nu, 1)
				then 'kort_dag'
			when not ('aanvraag_openen' = any (gevolg)
				or exists (select from aanvraag a where a.id = new.aanvraag_id and a.status = 'open')) then 'aanvraag_dicht'
			when hoeveelste > most then 'maximum'
			when over then 'niemand'
		end;
		insert into bijvulling (id, aanvraag_id, school_id, koppeling_id, koppeling_versie, poging, maximum, status, reden,
			volgende_op, versie, gemaakt_op, gewijzigd_op, halte)
		values (gen_random_uuid(), new.aanvraag_id, new.school_id, new.id, new.versie, hoeveelste, most,
			case when waarom is null then 'wacht' else 'gestopt' end, waarom, nu, 1, nu, nu, new.halte);
	end if;
	return null;
end $$;

-- One line for staff, until the school chose again or has no wish left.
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
		select a.id, case when rondgang_te_weinig(van) then 'rondgang' else 'aanvraag' end, a.id, a.soort, s.gemeente_code, nu,
			(a.tot_datum + 1)::timestamp at time zone 'Europe/Amsterdam', t.account_id
		from aanvraag a
		join school s on s.id = a.school_id
		left join toewijzing t on t.id = a.id
		where a.id = van
		on conflict (id) do update set wat = excluded.wat, soort = excluded.soort, eindigt_op = excluded.eindigt_op, risico = excluded.risico;
	else
		delete from werkvoorraad w where w.id = van;
	end if;
end $$;

-- What is in that state already.
select rondgang_houdt_op(a.id, (select k.id from koppeling k where k.aanvraag_id = a.id and k.halte > 0 order by k.gewijzigd_op desc, k.id limit 1),
		exists (select from koppeling k where k.aanvraag_id = a.id and koppeling_loopt(k.status)), now()),
	werkvoorraad_aanvraag(a.id, now())
from aanvraag a
where a.haltes is not null and a.status = 'open' and rondgang_te_weinig(a.id);
