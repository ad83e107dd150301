-- Days on which a school, a company or a volunteer can receive or give nothing: study days, a closure, days off. The engine takes them
-- out of the half-days, the table says no at the proposal, and a term in school days passes over those of the school. What was agreed
-- already stays. Older code keeps working: it proposes on such a day and is told that it cannot.
set local lock_timeout = '5s';
create table sluiting (
	id uuid not null constraint sluiting_uniek primary key,
	school_id uuid constraint sluiting_school_bestaat references school (id),
	bedrijf_id uuid constraint sluiting_bedrijf_bestaat references bedrijf (id),
	vrijwilliger_id uuid constraint sluiting_vrijwilliger_bestaat references vrijwilliger (id) on delete cascade,
	houder uuid not null generated always as (coalesce(school_id, bedrijf_id, vrijwilliger_id)) stored, -- whose it is
	van_datum date not null,
	tot_datum date not null, -- the last day
	einde_op timestamptz not null, -- when that is over
	reden text not null constraint sluiting_reden_bekend
		check (reden in ('studiedag', 'vrije-dag', 'vakantie', 'verbouwing', 'evenement', 'anders')),
	ingetrokken_op timestamptz,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint sluiting_van_een_houder check (num_nonnulls(school_id, bedrijf_id, vrijwilliger_id) = 1),
	constraint sluiting_van_voor_tot check (van_datum <= tot_datum),
	constraint sluiting_hoogstens_120_dagen check (tot_datum - van_datum < 120)
);
create index sluiting_op_houder on sluiting (houder, id);
create index sluiting_op_dag on sluiting (houder, tot_datum) include (van_datum) where ingetrokken_op is null;
create index sluiting_op_einde on sluiting (einde_op);
create trigger sluiting_vastleggen after insert or update on sluiting for each row execute function leg_vast();
alter table sluiting enable row level security;
create policy sluiting_van_eigen_kant on sluiting to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id, vrijwilliger_id], (select eigen_ids())));
grant select, insert, update, delete on sluiting to schakel_dienst;

-- Nobody's volunteer is never away.
create function vrijwilliger_zonder_sluiting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from sluiting w where w.vrijwilliger_id = new.id;
	return null;
end $$;
create trigger vrijwilliger_zonder_sluiting after update of gewist_op on vrijwilliger for each row
	when (new.gewist_op is not null and old.gewist_op is null) execute function vrijwilliger_zonder_sluiting();

-- Who closes and who proposes at the same moment wait for each other: either the proposal was there first, or it sees the closure.
create function sluiting_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from school s where s.id = new.school_id for update;
	perform from bedrijf b where b.id = new.bedrijf_id for update;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for update;
	if tg_op = 'UPDATE' or new.einde_op is null then
		new.einde_op := (new.tot_datum + 1)::timestamp at time zone 'Europe/Amsterdam';
	end if;
	return new;
end $$;
create trigger sluiting_voor before insert or update on sluiting for each row execute function sluiting_voor();

create function is_gesloten(houders uuid[], dag date) returns bool language sql stable
	security definer set search_path = public, pg_temp as $$
	select exists (select from sluiting w
		where w.houder = any (houders) and w.ingetrokken_op is null and w.tot_datum >= dag and w.van_datum <= dag)
$$;

create function koppeling_voor_sluiting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from school s where s.id = new.school_id for key share;
	perform from bedrijf b where b.id = new.bedrijf_id for key share;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for key share;
	if is_gesloten(array[new.school_id, new.bedrijf_id, new.vrijwilliger_id], new.datum) then
		raise exception 'closed on that day' using errcode = '23514', constraint = 'koppeling_op_open_dag';
	end if;
	return new;
end $$;
create trigger koppeling_voor_sluiting before insert on koppeling for each row execute function koppeling_voor_sluiting();
create trigger koppeling_voor_sluiting_weer before update of status on koppeling for each row
	when (new.status = 'voorgesteld' and not koppeling_loopt(old.status)) execute function koppeling_voor_sluiting();

create or replace function na_schooldagen(van_school uuid, moment timestamptz, aantal int4) returns timestamptz
	language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
	regio text := (select s.vakantieregio from school s where s.id = van_school);
	dag date := (moment at time zone 'Europe/Amsterdam')::date;
	over int4 := aantal;
begin
	for i in 1..366 loop
		exit when over = 0;
		dag := dag + 1;
		if extract(isodow from dag) < 6 and not is_gesloten(array[van_school], dag) and not exists (
			select from vakantie v
			where v.gesloten_op is null and dag between v.van_datum and v.tot_datum
				and (v.soort = 'feestdag' or regio = any (v.regios))) then
			over := over - 1;
		end if;
	end loop;
	return (dag + 1)::timestamp at time zone 'Europe/Amsterdam';
end $$;
