-- A proposal waits for an answer as long as staff says for its type of activity, in school days of its school: longer over a holiday,
-- and never beyond the beginning of the activity. Before, it waited until its day had gone. Old code keeps working: it ends what is
-- past its day, as before.
create table termijn (
	id uuid not null constraint termijn_uniek primary key,
	soort text not null constraint termijn_een_per_soort unique,
	besluit_schooldagen int4 not null constraint termijn_besluit_redelijk check (besluit_schooldagen between 1 and 60),
	reactie_schooldagen int4 not null constraint termijn_reactie_redelijk check (reactie_schooldagen between 1 and 60),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
comment on column termijn.besluit_schooldagen is 'for staff, to decide about a proposal';
comment on column termijn.reactie_schooldagen is 'for both sides, to answer what was approved';
insert into termijn (id, soort, besluit_schooldagen, reactie_schooldagen, versie, gemaakt_op, gewijzigd_op)
select gen_random_uuid(), s.soort, 5, 5, 1, now(), now()
from unnest(array['gastles', 'bedrijfsbezoek', 'praktijkinstructie', 'workshop']) s (soort);
create trigger termijn_vastleggen after insert or update on termijn for each row execute function leg_vast();
alter table termijn enable row level security;
create policy termijn_zien on termijn for select to schakel_dienst using (true);
create policy termijn_schrijven on termijn for update to schakel_dienst using ((select mag_alles()));
grant select, update on termijn to schakel_dienst;

-- The end of so many school days of a school behind the day of a moment: no weekend, no holiday of its region. Of a school that is
-- closed for more than a year it is a year.
create function na_schooldagen(van_school uuid, moment timestamptz, aantal int4) returns timestamptz
	language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
	regio text := (select s.vakantieregio from school s where s.id = van_school);
	dag date := (moment at time zone 'Europe/Amsterdam')::date;
	over int4 := aantal;
begin
	for i in 1..366 loop
		exit when over = 0;
		dag := dag + 1;
		if extract(isodow from dag) < 6 and not exists (
			select from vakantie v
			where v.gesloten_op is null and dag between v.van_datum and v.tot_datum
				and (v.soort = 'feestdag' or regio = any (v.regios))) then
			over := over - 1;
		end if;
	end loop;
	return (dag + 1)::timestamp at time zone 'Europe/Amsterdam';
end $$;

alter table koppeling add column verloopt_op timestamptz; -- when it ends by itself if nobody answers
create function koppeling_verloopt(k koppeling) returns timestamptz language sql stable as $$
	select least(lower(dagdeel_tijdvak(k.datum, k.dagdeel)), (
		select na_schooldagen(k.school_id, k.gewijzigd_op,
			case k.status when 'voorgesteld' then t.besluit_schooldagen else t.reactie_schooldagen end)
		from termijn t where t.soort = k.soort))
$$;

update toestand_stap s set gevolgen = s.gevolgen || '{termijn_starten}'::text[]
where s.naar in ('voorgesteld', 'goedgekeurd');
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
	new.verloopt_op := case when 'termijn_starten' = any (gevolg) then koppeling_verloopt(new) end;
	return new;
end $$;

-- What waits now gets its term from now on, so that nothing ends because of this.
alter table koppeling disable trigger user;
update koppeling k set verloopt_op = least(lower(k.tijdvak), (
	select na_schooldagen(k.school_id, now(),
		case k.status when 'voorgesteld' then t.besluit_schooldagen else t.reactie_schooldagen end)
	from termijn t where t.soort = k.soort))
where k.status in ('voorgesteld', 'goedgekeurd');
alter table koppeling enable trigger user;
drop index koppeling_op_verloop;
create index koppeling_op_verloop on koppeling (verloopt_op, id) where status in ('voorgesteld', 'goedgekeurd');
