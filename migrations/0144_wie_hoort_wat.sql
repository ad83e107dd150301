-- More people are told what concerns them: a school of what it proposed and staff rejected, or let pass; both sides that somebody said it did not take
-- place, and what staff settled; a school is asked how it went as well. Who booked a place or a room is told too. Work for who is too young for any of it is refused. Old code keeps working: it writes the letters that it knows.
set local lock_timeout = '5s';

-- ---- steps ----

alter table stap_bericht
	drop constraint stap_bericht_brief_bekend,
	add constraint stap_bericht_brief_bekend check (brief in ('voorstel', 'voorstel_nieuw', 'voorstel_vervalt', 'afgesproken', 'afgezegd',
		'invaller', 'niet_verschenen', 'toch_afgerond'));
insert into stap_bericht (van, naar, kant, brief)
values
	('voorgesteld', 'afgewezen', 'school', 'voorstel_vervalt'),
	('voorgesteld', 'verlopen', 'school', 'voorstel_vervalt');
insert into stap_bericht (van, naar, kant, brief)
select 'ingepland', s.naar, k.kant, s.brief
from (values ('niet_verschenen', 'niet_verschenen'), ('afgerond', 'toch_afgerond')) s (naar, brief)
cross join (values ('school'), ('aanbieder'), ('bedrijf')) k (kant);

-- What stands in the calendar is asked about when its last half-day is over: once, whoever has told meanwhile. What happened is told afterwards,
-- and that it did take place only when staff said so. What staff alone knew of is told to no school.
create or replace function koppeling_bericht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	over constant text[] := array['afgerond', 'geevalueerd', 'niet_verschenen'];
	terug bool := coalesce(old.status = any (over), false);
	einde timestamptz := upper(dagdeel_tijdvak(new.einde_datum, new.dagdeel));
begin
	delete from bericht b
	where b.koppeling_id = new.id and not (b.brief = 'afloop' and (terug or new.status = any (over)))
		and not (b.brief in ('niet_verschenen', 'toch_afgerond') and new.status = 'geevalueerd');
	insert into bericht (koppeling_id, kant, brief, op)
	select new.id, s.kant, s.brief, new.gewijzigd_op
	from stap_bericht s
	where s.van = coalesce(old.status, '') and s.naar = new.status
		and (lower(new.tijdvak) > new.gewijzigd_op or s.brief in ('niet_verschenen', 'toch_afgerond'))
		and (s.brief <> 'toch_afgerond' or new.gewijzigd_rol = 'medewerker')
		and (s.brief <> 'voorstel_nieuw' or new.gewijzigd_rol = 'systeem')
		and (s.brief <> 'voorstel_vervalt' or s.van <> 'voorgesteld' or exists (
			select from geschiedenis g where g.koppeling_id = new.id and g.stap = 'voorstellen' and g.rol in ('school', 'systeem')))
		and (s.brief <> 'voorstel' or s.kant = 'school' or new.vrijwilliger_id is null)
		and (s.kant <> 'bedrijf' or (new.vrijwilliger_id is not null and new.bedrijf_id is not null))
		and (s.kant <> 'school' or new.gewijzigd_rol <> 'school')
		and (s.kant <> 'bedrijf' or new.gewijzigd_rol <> 'bedrijf')
		-- But who has no account gets the link with where it is, whoever said yes last.
		and (s.kant <> 'aanbieder' or new.gewijzigd_rol <> 'vrijwilliger'
			or s.brief = 'afgesproken' and not exists (select from lid l where l.vrijwilliger_id = new.vrijwilliger_id and l.status = 'actief'))
		and (s.kant <> 'aanbieder' or new.gewijzigd_rol <> 'bedrijf' or new.vrijwilliger_id is not null);
	if new.status = 'ingepland' and not terug and einde > new.gewijzigd_op then
		insert into bericht (koppeling_id, kant, brief, op)
		values (new.id, 'aanbieder', 'afloop', einde), (new.id, 'school', 'afloop', einde);
	end if;
	return null;
end $$;

create or replace function koppeling_bericht_verzet() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update bericht b set op = upper(dagdeel_tijdvak(new.einde_datum, new.dagdeel))
	where b.koppeling_id = new.id and b.brief = 'afloop';
	return null;
end $$;

insert into bericht (koppeling_id, kant, brief, op)
select k.id, 'school', 'afloop', upper(dagdeel_tijdvak(k.einde_datum, k.dagdeel))
from koppeling k
where k.status = 'ingepland' and upper(dagdeel_tijdvak(k.einde_datum, k.dagdeel)) > now();

-- A school that evaluated need not be asked.
create function beoordeling_is_gegeven() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from bericht b where b.koppeling_id = new.koppeling_id and b.kant = 'school' and b.brief = 'afloop';
	return null;
end $$;
create trigger beoordeling_is_gegeven after insert on beoordeling for each row
	when (new.kant = 'school') execute function beoordeling_is_gegeven();

-- ---- how it went, said in two parts ----

-- Whoever only said that it took place may still say for how long, for how many, and what there is to say about it: once. What somebody wrote goes with
-- them, which says nothing new.
create function uitkomst_aangevuld() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if (new.gemaakt_op, new.uitkomst, new.minuten, new.leerlingen) is distinct from (old.gemaakt_op, old.uitkomst, old.minuten, old.leerlingen)
		and (new.uitkomst <> old.uitkomst or num_nonnulls(old.minuten, old.leerlingen, old.toelichting) > 0
			or num_nonnulls(new.minuten, new.leerlingen, new.toelichting) = 0) then
		raise exception 'said already' using errcode = '23505', constraint = 'uitkomst_een_per_kant';
	end if;
	return new;
end $$;
create trigger uitkomst_aangevuld before update on uitkomst for each row execute function uitkomst_aangevuld();
create function uitkomst_aangevuld_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into audit (op, tabel, rij, handeling, versie, account_id)
	values (new.gemaakt_op, 'uitkomst', new.koppeling_id, 'gewijzigd', new.ronde, new.gemaakt_door);
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gemaakt_op, 'uitkomst.gemeld', new.koppeling_id, new.ronde);
	return null;
end $$;
create trigger uitkomst_aangevuld_na after update of gemaakt_op on uitkomst for each row execute function uitkomst_aangevuld_na();
grant update (uitkomst, minuten, leerlingen, toelichting, gemaakt_op, gemaakt_door) on uitkomst to schakel_dienst;

-- ---- what is booked ----

alter table inschrijving add column gemaakt_door uuid;
alter table reservering add column gemaakt_door uuid;
comment on column inschrijving.gemaakt_door is 'who booked; null: before this was kept';
comment on column reservering.gemaakt_door is 'who booked; null: before this was kept';

-- ---- work ----

create or replace function aanvraag_arbeidstijd() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	jongste int4;
	wet arbeidstijd;
begin
	select coalesce(new.leeftijd_min, y.leeftijd) into jongste from activiteitsoort y where y.code = new.soort and y.erkenning;
	if not found then
		return new;
	end if;
	-- What was asked so before can still be changed otherwise, and withdrawn.
	if new.leeftijd_min < (select y.leeftijd from activiteitsoort y where y.code = new.soort)
		and not exists (select from aanvraag a where a.id = new.id and a.soort = new.soort and a.leeftijd_min = new.leeftijd_min) then
		raise exception 'too young to work' using errcode = '23514', constraint = 'aanvraag_oud_genoeg_voor_de_wet';
	end if;
	if new.uren_per_dag is null then
		return new;
	end if;
	select a.* into wet from arbeidstijd a
	where a.leeftijd_van <= jongste and a.vanaf_datum <= new.van_datum
	order by a.leeftijd_van desc, a.vanaf_datum desc
	limit 1;
	if not found then
		return new; -- before there was such a law
	end if;
	if new.uren_per_dag > wet.uren_per_dag then
		raise exception 'too long a day at this age' using errcode = '23514', constraint = 'aanvraag_dag_binnen_de_wet';
	end if;
	if new.uren_per_dag * coalesce(new.dagen_per_week, 5) > wet.uren_per_week then
		raise exception 'too long a week at this age' using errcode = '23514', constraint = 'aanvraag_week_binnen_de_wet';
	end if;
	return new;
end $$;
