-- Why a proposal asks for more care is computed when it is made, by rules with a code each. For a rule of which staff says so two persons
-- approve: the first one waits as such, the second completes it, and neither of them is who proposed it; the second is of the
-- Technocentrum. What was proposed before is decided as before. Old code keeps
-- working: it approves what asks for no second person, and is refused the rest.
set local lock_timeout = '5s';

create table risicoregel (
	id uuid not null constraint risicoregel_uniek primary key,
	code text not null constraint risicoregel_een_per_code unique,
	vier_ogen bool not null,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
comment on column risicoregel.vier_ogen is 'two persons approve what this rule is about; else it is only said';
insert into risicoregel (id, code, vier_ogen, versie, gemaakt_op, gewijzigd_op)
select gen_random_uuid(), r.code, r.vier_ogen, 1, now(), now()
from (values ('eerste-keer', true), ('een-leerling', true), ('begeleiding', false)) r (code, vier_ogen);
create trigger risicoregel_vastleggen after insert or update on risicoregel for each row execute function leg_vast();
alter table risicoregel enable row level security;
create policy risicoregel_zien on risicoregel for select to schakel_dienst using ((select is_iemand()));
create policy risicoregel_schrijven on risicoregel for update to schakel_dienst using ((select mag_alles()));
grant select, update on risicoregel to schakel_dienst;

alter table koppeling
	add column risico text[] not null default '{}',
	add column vier_ogen bool not null default false,
	add column voorgesteld_door uuid,
	add column eerste_door uuid,
	add column eerste_op timestamptz;
comment on column koppeling.risico is 'codes of the rules that held when it was proposed';
comment on column koppeling.vier_ogen is 'whether one of them asked for two persons then';
comment on column koppeling.eerste_door is 'the first of two who approve; null: nobody yet';

-- Somebody who was not in a class yet; one pupil alone; and who has no VOG on the day does not stay alone with a class.
create function koppeling_risico(k koppeling) returns text[] language sql stable security definer set search_path = public, pg_temp as $$
	select array_remove(array[
		case when k.vrijwilliger_id is not null and not exists (
				select from koppeling e where e.vrijwilliger_id = k.vrijwilliger_id and e.status in ('afgerond', 'geevalueerd'))
			then 'eerste-keer' end,
		case when (select a.groepsgrootte from aanvraag a where a.id = k.aanvraag_id) = 1 then 'een-leerling' end,
		case when k.soort <> 'bedrijfsbezoek' and exists (
				select from vrijwilliger v where v.id = k.vrijwilliger_id and coalesce(v.vog_geldig_tot_datum < k.datum, true))
			then 'begeleiding' end], null)
$$;

-- What of this a step sets; nothing else changes it.
create function koppeling_voor_vier_ogen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if tg_op = 'INSERT' or new.status = 'voorgesteld' and old.status <> 'voorgesteld' then
		new.risico := koppeling_risico(new);
		new.vier_ogen := exists (select from risicoregel r where r.vier_ogen and r.code = any (new.risico));
		-- An approval that is turned back was still proposed by who proposed it.
		new.voorgesteld_door := case when tg_op = 'UPDATE' and old.status = 'goedgekeurd' then old.voorgesteld_door else new.gewijzigd_door end;
		new.eerste_door := null;
		new.eerste_op := null;
		return new;
	end if;
	new.risico := old.risico;
	new.vier_ogen := old.vier_ogen;
	new.voorgesteld_door := old.voorgesteld_door;
	new.eerste_door := old.eerste_door;
	new.eerste_op := old.eerste_op;
	if old.vier_ogen and old.status = 'voorgesteld' and new.status in ('voorgesteld', 'goedgekeurd') and new.versie <> old.versie then
		if new.gewijzigd_door is null or new.gewijzigd_door is not distinct from old.voorgesteld_door
			or new.gewijzigd_door is not distinct from old.eerste_door
			or new.status = 'goedgekeurd' and (old.eerste_door is null or new.gewijzigd_rol <> 'medewerker') then
			raise exception 'two persons approve, and neither proposed it' using errcode = '23514',
				constraint = 'koppeling_door_twee_goedgekeurd';
		end if;
		if new.status = 'voorgesteld' then
			new.eerste_door := new.gewijzigd_door;
			new.eerste_op := new.gewijzigd_op;
		end if;
	end if;
	return new;
end $$;
-- By name after koppeling_voor, which says whether there is such a step at all.
create trigger koppeling_voor_vier_ogen
	before insert or update of status, reden, versie, school_bevestigd_op, aanbieder_bevestigd_op, gewijzigd_op,
		risico, vier_ogen, voorgesteld_door, eerste_door, eerste_op on koppeling
	for each row execute function koppeling_voor_vier_ogen();

create or replace function koppeling_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	vraag_status text;
	gevolg text[];
begin
	select a.status into vraag_status from aanvraag a where a.id = new.aanvraag_id for no key update;
	perform from klas c where c.id = new.klas_id for no key update;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for no key update;
	if tg_op = 'UPDATE' and old.status is not distinct from new.status then
		-- The first yes of two leaves the status as it is, and the first of two who approve; nothing else does.
		if old.status = 'voorgesteld' and old.vier_ogen and old.eerste_door is null and exists (
			select from toestand_stap s
			where s.van = 'voorgesteld' and s.naar = 'goedgekeurd' and s.rol = new.gewijzigd_rol) then
			return new;
		end if;
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
	new.verloopt_op := case when 'termijn_starten' = any (gevolg) then koppeling_verloopt(new) end;
	return new;
end $$;

create or replace function koppeling_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	stap text := case new.status when 'voorgesteld' then 'goedkeuren' else 'bevestigen' end;
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

-- The list for staff says it too, and finds by it.
alter table werkvoorraad add column risico text not null default 'laag'
	constraint werkvoorraad_risico_bekend check (risico in ('laag', 'verhoogd', 'hoog'));
create index werkvoorraad_op_risico on werkvoorraad (risico, eindigt_op, id);
alter table weergave add column risico text;
create function koppeling_risicograad(k koppeling) returns text language sql immutable as $$
	select case when k.vier_ogen then 'hoog' when cardinality(k.risico) > 0 then 'verhoogd' else 'laag' end
$$;
create or replace function werkvoorraad_zet(k koppeling, wat text, sinds timestamptz, tot timestamptz) returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into werkvoorraad (id, wat, aanvraag_id, soort, gemeente_code, kring_id, sinds_op, eindigt_op, toegewezen_aan, risico)
	select k.id, werkvoorraad_zet.wat, k.aanvraag_id, k.soort, s.gemeente_code, k.kring_id, sinds, tot, t.account_id,
		koppeling_risicograad(k)
	from school s
	left join toewijzing t on t.id = k.aanvraag_id
	where s.id = k.school_id
	on conflict (id) do nothing;
end $$;
