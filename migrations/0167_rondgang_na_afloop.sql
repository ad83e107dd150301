-- When a rondgang is short is looked at once a whole step is done, so that calling off all of it is not mistaken for one company that leaves; not once it began: who stays
-- away then is another matter. The school keeps the letter of each company that it had in its calendar, and hears of every one that leaves. Old code keeps working: triggers only.
set local lock_timeout = '5s';

create or replace function rondgang_te_weinig(van uuid) returns bool language sql stable security definer set search_path = public, pg_temp as $$
	select coalesce((select count(*) filter (where koppeling_loopt(k.status)) < a.haltes_min
				and count(*) filter (where lower(k.tijdvak) <= now()
					and k.status in ('ingepland', 'afgerond', 'geevalueerd', 'niet_verschenen', 'betwist')) = 0
			from koppeling k where k.aanvraag_id = a.id and k.halte > 0 having count(*) > 0)
		and not exists (select from bijvulling b where b.aanvraag_id = a.id and b.status = 'wacht'), false)
	from aanvraag a where a.id = van and a.haltes is not null
$$;

create or replace function rondgang_houdt_op(van uuid, einde uuid, vertel bool, nu timestamptz) returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update koppeling k set verloopt_op = nu
	where k.aanvraag_id = van and k.halte > 0 and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd') and k.verloopt_op > nu;
	delete from bericht b using koppeling k
	where k.aanvraag_id = van and k.halte > 0 and b.koppeling_id = k.id and b.kant = 'school'
		and (b.brief in ('voorstel', 'voorstel_nieuw', 'voorstel_vervalt') or b.brief = 'afgezegd' and k.id = einde);
	if vertel then
		insert into bericht (koppeling_id, kant, brief, op) values (einde, 'school', 'rondgang_te_weinig', nu)
		on conflict (koppeling_id, kant, brief) do nothing;
	end if;
end $$;
revoke execute on function rondgang_houdt_op(uuid, uuid, bool, timestamptz) from public;

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
	-- `reden` comes with the end of all stops, each of which is told by itself.
	if tg_table_name = 'bijvulling' and new.reden is distinct from 'reden' and rondgang_te_weinig(new.aanvraag_id) then
		perform rondgang_houdt_op(new.aanvraag_id, new.koppeling_id, new.reden is distinct from 'school_zegde_af', new.gewijzigd_op);
	end if;
	return null;
end $$;

-- Who leaves is told of each time; a term that ran out only when it was this that made it short, for what ends after that follows from it. Nobody is told what they did themselves.
create function rondgang_wordt_kort() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	over int8;
	tegelijk int8;
begin
	if not rondgang_te_weinig(new.aanvraag_id) then
		return null;
	end if;
	select count(*) filter (where koppeling_loopt(k.status)),
		count(*) filter (where k.status = 'verlopen' and k.gewijzigd_op = new.gewijzigd_op)
	into over, tegelijk
	from koppeling k where k.aanvraag_id = new.aanvraag_id and k.halte > 0;
	if new.gewijzigd_rol in ('medewerker', 'kringcoordinator') and over = 0 then
		return null;
	end if;
	perform rondgang_houdt_op(new.aanvraag_id, new.id,
		case new.gewijzigd_rol when 'school' then false
			when 'systeem' then over + tegelijk >= (select a.haltes_min from aanvraag a where a.id = new.aanvraag_id)
			else true end,
		new.gewijzigd_op);
	return null;
end $$;
create constraint trigger koppeling_rondgang_kort after update on koppeling deferrable initially deferred for each row
	when (new.halte > 0 and old.status is distinct from new.status) execute function rondgang_wordt_kort();

-- Who chooses again needs no letter any more that asks for it.
create function rondgang_opnieuw() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from bericht b using koppeling k
	where k.aanvraag_id = new.aanvraag_id and b.koppeling_id = k.id and b.brief = 'rondgang_te_weinig';
	return null;
end $$;
create trigger koppeling_rondgang_opnieuw after insert on koppeling for each row
	when (new.halte > 0) execute function rondgang_opnieuw();

-- Nobody stands in for what the school itself called off since.
create or replace function invallen_gezocht(van uuid, nu timestamptz) returns uuid language sql stable security definer set search_path = public, pg_temp as $$
	select k.id
	from koppeling k
	where k.aanvraag_id = van and k.halte = 0 and k.status = 'geannuleerd' and k.gewijzigd_rol <> 'school' and k.school_bevestigd_op is not null
		and lower(k.tijdvak) > nu and lower(k.tijdvak) < na_schooldagen(k.school_id, k.gewijzigd_op, 1)
		and not exists (select from koppeling l
			where l.aanvraag_id = van and l.tijdvak = k.tijdvak and l.status = 'geannuleerd' and l.gewijzigd_rol = 'school' and l.gewijzigd_op >= k.gewijzigd_op)
	order by lower(k.tijdvak), k.gewijzigd_op desc, k.id
	limit 1
$$;
