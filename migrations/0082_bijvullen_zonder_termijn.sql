-- A type of activity for which staff set no terms is not refilled, and its matches end all the same. Old code keeps working.
create or replace function koppeling_bijvullen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	gevolg text[];
	nu timestamptz := new.gewijzigd_op;
	hoeveelste int4 := 1 + coalesce((select b.poging from bijvulling b where b.voorstel_id = new.id), 0);
	most int4 := coalesce((select t.bijvullen_max from termijn t where t.soort = new.soort), 0);
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
