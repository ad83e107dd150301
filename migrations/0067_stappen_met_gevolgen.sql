-- One table says of each step what it is called, who may take it, whether it asks for a reason and what it brings about; the
-- triggers follow it and know no step by name. New steps: to reopen what ended, to turn back what was a mistake, and to withdraw what
-- was approved. Either side may say that an activity took place. Old code keeps working: its steps are the same.
insert into reden (code) values ('vergissing'), ('kan-toch'), ('betwist');

alter table toestand_stap
	add column stap text,
	add column gevolgen text[] not null default '{}';
delete from toestand_stap;
insert into toestand_stap (van, naar, stap, rol, reden_nodig, gevolgen)
select s.van, s.naar, s.stap, r.rol, s.reden_nodig, s.gevolgen::text[]
from (values
	('', 'voorgesteld', 'voorstellen', '{school,medewerker}', false, '{plaats_nemen}'),
	('voorgesteld', 'goedgekeurd', 'goedkeuren', '{medewerker,kringcoordinator}', false, '{}'),
	('voorgesteld', 'afgewezen', 'afwijzen', '{medewerker,kringcoordinator}', true, '{plaats_vrijgeven}'),
	('voorgesteld', 'afgeslagen', 'afslaan', '{school,bedrijf,vrijwilliger}', true, '{plaats_vrijgeven}'),
	('voorgesteld', 'verlopen', 'verlopen', '{systeem}', false, '{plaats_vrijgeven}'),
	('goedgekeurd', 'bevestigd', 'bevestigen', '{school,bedrijf,vrijwilliger}', false, '{}'),
	('goedgekeurd', 'afgeslagen', 'afslaan', '{school,bedrijf,vrijwilliger}', true, '{plaats_vrijgeven}'),
	('goedgekeurd', 'verlopen', 'verlopen', '{systeem}', false, '{plaats_vrijgeven}'),
	('goedgekeurd', 'geannuleerd', 'annuleren', '{medewerker}', true, '{plaats_vrijgeven}'),
	('goedgekeurd', 'voorgesteld', 'terugdraaien', '{medewerker,kringcoordinator}', true, '{bevestiging_wissen}'),
	('bevestigd', 'ingepland', 'inplannen', '{systeem}', false, '{aanvraag_koppelen}'),
	('bevestigd', 'geannuleerd', 'annuleren', '{school,bedrijf,vrijwilliger,medewerker}', true, '{plaats_vrijgeven}'),
	('ingepland', 'geannuleerd', 'annuleren', '{school,bedrijf,vrijwilliger,medewerker}', true, '{plaats_vrijgeven,aanvraag_openen}'),
	('ingepland', 'afgerond', 'afronden', '{school,bedrijf,vrijwilliger,medewerker,systeem}', false, '{}'),
	('ingepland', 'niet_verschenen', 'niet_verschenen', '{school,bedrijf,vrijwilliger,medewerker}', true,
		'{plaats_vrijgeven,aanvraag_openen}'),
	('afgerond', 'geevalueerd', 'evalueren', '{school}', false, '{}'),
	('afgerond', 'ingepland', 'terugdraaien', '{medewerker}', true, '{}'),
	('niet_verschenen', 'ingepland', 'terugdraaien', '{medewerker}', true, '{plaats_nemen,aanvraag_koppelen}'),
	('afgewezen', 'voorgesteld', 'heropenen', '{medewerker}', true, '{plaats_nemen,bevestiging_wissen}'),
	('afgeslagen', 'voorgesteld', 'heropenen', '{medewerker}', true, '{plaats_nemen,bevestiging_wissen}'),
	('verlopen', 'voorgesteld', 'heropenen', '{medewerker}', true, '{plaats_nemen,bevestiging_wissen}'),
	('geannuleerd', 'voorgesteld', 'heropenen', '{medewerker}', true, '{plaats_nemen,bevestiging_wissen}')
) s (van, naar, stap, rollen, reden_nodig, gevolgen)
cross join lateral unnest(s.rollen::text[]) r (rol);
alter table toestand_stap alter column stap set not null;

create or replace function koppeling_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	vraag_status text;
	gevolg text[];
begin
	select a.status into vraag_status from aanvraag a where a.id = new.aanvraag_id for no key update;
	perform from klas c where c.id = new.klas_id for no key update;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for no key update;
	if tg_op = 'UPDATE' and old.status is not distinct from new.status then
		-- The first yes of two leaves the status as it is; nothing else does.
		if old.status <> 'goedgekeurd'
			or (case when new.gewijzigd_rol = 'school'
				then old.school_bevestigd_op is not null or new.school_bevestigd_op is null
				else new.gewijzigd_rol not in ('bedrijf', 'vrijwilliger')
					or old.aanbieder_bevestigd_op is not null or new.aanbieder_bevestigd_op is null end) then
			raise exception 'step leads nowhere' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
		end if;
		return new;
	end if;
	select s.gevolgen into gevolg from toestand_stap s
	where s.van = coalesce(old.status, '') and s.naar = new.status and s.rol = new.gewijzigd_rol
		and (not s.reden_nodig or new.reden is not null);
	if not found then
		raise exception 'no such step' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
	end if;
	if 'bevestiging_wissen' = any (gevolg) then
		new.school_bevestigd_op := null;
		new.aanbieder_bevestigd_op := null;
	end if;
	if 'plaats_nemen' = any (gevolg) then
		if vraag_status is distinct from 'open' then
			raise exception 'request is not open' using errcode = '23514', constraint = 'aanvraag_moet_open_zijn';
		end if;
		-- What was agreed already goes on with an offer that is no longer made.
		if new.status = 'voorgesteld'
			and not exists (select from aanbod a where a.id = new.aanbod_id and a.status = 'actief' for share) then
			raise exception 'offer is not active' using errcode = '23514', constraint = 'aanbod_moet_actief_zijn';
		end if;
		perform tel_bezetting(new, 1);
	end if;
	if 'plaats_vrijgeven' = any (gevolg) then
		perform tel_bezetting(old, -1);
	end if;
	return new;
end $$;

create or replace function koppeling_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	stap text := 'bevestigen';
	gevolg text[];
begin
	if tg_op = 'INSERT' or old.status is distinct from new.status then
		select s.stap, s.gevolgen into stap, gevolg from toestand_stap s
		where s.van = coalesce(old.status, '') and s.naar = new.status and s.rol = new.gewijzigd_rol;
	end if;
	insert into geschiedenis (koppeling_id, volgnummer, op, stap, van, naar, rol, account_id, reden, toelichting, andere_tijdvakken)
	values (new.id, new.versie, new.gewijzigd_op, stap, old.status, new.status, new.gewijzigd_rol, new.gewijzigd_door,
		new.reden, new.toelichting, new.andere_tijdvakken);
	insert into audit (op, tabel, rij, handeling, versie, account_id)
	values (new.gewijzigd_op, 'koppeling', new.id, stap, new.versie, new.gewijzigd_door);
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gewijzigd_op, 'koppeling.' || stap, new.id, new.versie);
	if 'aanvraag_koppelen' = any (gevolg) then
		update aanvraag a set status = 'gekoppeld', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op,
			gewijzigd_door = new.gewijzigd_door
		where a.id = new.aanvraag_id;
	end if;
	if 'aanvraag_openen' = any (gevolg) then
		update aanvraag a set status = 'open', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op,
			gewijzigd_door = new.gewijzigd_door
		where a.id = new.aanvraag_id and a.status = 'gekoppeld';
	end if;
	return null;
end $$;

-- Whoever takes a place anew is held to what holds for a first proposal, by the day on which it is done.
create or replace function koppeling_voor_veto() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	dag date := (new.gewijzigd_op at time zone 'Europe/Amsterdam')::date;
begin
	if exists (select from veto w
		where w.school_id = new.school_id
			and (w.bedrijf_id = new.bedrijf_id or w.vrijwilliger_id = new.vrijwilliger_id)
			and w.van_datum <= dag and (w.eind_datum is null or w.eind_datum > dag)) then
		raise exception 'one side excluded the other' using errcode = '23514', constraint = 'koppeling_zonder_veto';
	end if;
	return new;
end $$;
create trigger koppeling_voor_veto_weer before update of status on koppeling for each row
	when (new.status = 'voorgesteld' and not koppeling_loopt(old.status)) execute function koppeling_voor_veto();
create trigger koppeling_voor_stil_weer before update of status on koppeling for each row
	when (new.status = 'voorgesteld' and new.vrijwilliger_id is not null and not koppeling_loopt(old.status))
	execute function koppeling_voor_stil();
