-- What was declined, rejected, expired or called off is refilled: the worker proposes the next best offer by itself, as often as staff says
-- for the type of activity, and a row says what was tried, what waits and why it stopped. The row is written by the step that ends a
-- match and closed by the step that begins the next one, in their transactions: done once or not at all, wherever a process dies. And a
-- match that is proposed again counts as a proposal of that week. Old code keeps working: what it ends waits for a worker that refills.
set local lock_timeout = '5s';

alter table termijn add column bijvullen_max int4 not null default 3
	constraint termijn_bijvullen_redelijk check (bijvullen_max between 0 and 20);
comment on column termijn.bijvullen_max is 'so many proposals in a row are made by themselves after one that a person made; 0: none';

alter table reden add column stopt bool not null default false; -- after it a person looks first
update reden r set stopt = true
where r.code in ('ander-tijdvak', 'dubbele-aanvraag', 'andere-oplossing', 'veiligheid', 'vergissing');

insert into toestand_stap (van, naar, rol, reden_nodig, stap, gevolgen)
select s.van, s.naar, 'systeem', s.reden_nodig, s.stap, s.gevolgen
from toestand_stap s
where s.van = '' and s.rol = 'medewerker';
update toestand_stap s set gevolgen = s.gevolgen || '{bijvullen}'::text[]
where s.stap in ('afwijzen', 'afslaan', 'verlopen', 'annuleren');

create table bijvulling (
	id uuid not null constraint bijvulling_uniek primary key,
	aanvraag_id uuid not null constraint bijvulling_aanvraag_bestaat references aanvraag (id) on delete cascade,
	school_id uuid not null constraint bijvulling_school_bestaat references school (id),
	-- The match that ended, and the version in which it did: it may be proposed again and end once more.
	koppeling_id uuid not null constraint bijvulling_koppeling_bestaat references koppeling (id) on delete cascade,
	koppeling_versie int8 not null,
	poging int4 not null constraint bijvulling_poging_telt check (poging > 0), -- in a row, since a person proposed
	maximum int4 not null, -- as staff had it then
	status text not null constraint bijvulling_status_bekend check (status in ('wacht', 'voorgesteld', 'gestopt')),
	reden text constraint bijvulling_reden_bekend check (
		reden in ('maximum', 'reden', 'kort_dag', 'school_zegde_af', 'aanvraag_dicht', 'zelf_gekozen', 'niemand')),
	voorstel_id uuid constraint bijvulling_voorstel_bestaat references koppeling (id) on delete cascade,
	volgende_op timestamptz not null, -- when to try (again)
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	constraint bijvulling_een_per_einde unique (koppeling_id, koppeling_versie),
	constraint bijvulling_een_per_voorstel unique (voorstel_id),
	constraint bijvulling_stopt_met_reden check ((status = 'gestopt') = (reden is not null)),
	constraint bijvulling_voorgesteld_met_voorstel check ((status = 'voorgesteld') = (voorstel_id is not null))
);
create unique index bijvulling_een_wacht_per_aanvraag on bijvulling (aanvraag_id) where status = 'wacht';
create index bijvulling_te_doen on bijvulling (volgende_op, id) where status = 'wacht';
create index bijvulling_op_tijd on bijvulling (gemaakt_op, id);
create index bijvulling_op_status on bijvulling (status, gemaakt_op, id);
create index bijvulling_op_school on bijvulling (school_id, gemaakt_op, id);
create index bijvulling_op_aanvraag on bijvulling (aanvraag_id, gemaakt_op, id);

alter table bijvulling enable row level security;
create policy bijvulling_van_school on bijvulling for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())));
create policy bijvulling_van_systeem on bijvulling for update to schakel_dienst using ((select is_systeem()));
grant select, update on bijvulling to schakel_dienst;

create function bijvulling_meld() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gewijzigd_op, 'bijvulling.' || new.status, new.id, new.versie);
	return null;
end $$;
create trigger bijvulling_meld after insert or update of status on bijvulling for each row execute function bijvulling_meld();

-- The request is locked by now (koppeling_voor), as whoever refills it locks it first: no two are at it.
create function koppeling_bijvullen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
		select 1 + coalesce((select b.poging from bijvulling b where b.voorstel_id = new.id), 0), t.bijvullen_max
		into hoeveelste, most
		from termijn t where t.soort = new.soort;
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
create trigger koppeling_bijvullen after insert or update of status on koppeling for each row execute function koppeling_bijvullen();

create function aanvraag_bijvullen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update bijvulling b set status = 'gestopt', reden = 'aanvraag_dicht', versie = b.versie + 1, gewijzigd_op = new.gewijzigd_op
	where b.aanvraag_id = new.id and b.status = 'wacht';
	return null;
end $$;
create trigger aanvraag_bijvullen after update of status on aanvraag for each row
	when (old.status = 'open' and new.status <> 'open') execute function aanvraag_bijvullen();

-- Every proposal counts, the second of the same match too, in the week in which it is made.
create or replace function koppeling_quotum() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into quotum as q (houder, soort, periode, gebruikt, maximum)
	select b.id, 'voorstel', to_char(new.gewijzigd_op at time zone 'Europe/Amsterdam', 'IYYYIW')::int4, 1, b.max_voorstellen_per_week
	from bedrijf b where b.id = new.bedrijf_id
	on conflict (houder, soort, periode) do update set gebruikt = q.gebruikt + 1, maximum = excluded.maximum;
	return null;
end $$;
create trigger koppeling_quotum_weer after update of status on koppeling for each row
	when (new.status = 'voorgesteld' and not koppeling_loopt(old.status)) execute function koppeling_quotum();
-- What was proposed again before this counts as well.
insert into quotum as q (houder, soort, periode, gebruikt, maximum)
select k.bedrijf_id, 'voorstel', to_char(g.op at time zone 'Europe/Amsterdam', 'IYYYIW')::int4, count(*), b.max_voorstellen_per_week + count(*)
from geschiedenis g
join koppeling k on k.id = g.koppeling_id
join bedrijf b on b.id = k.bedrijf_id
where g.stap = 'heropenen'
group by k.bedrijf_id, 3, b.max_voorstellen_per_week
on conflict (houder, soort, periode) do update set gebruikt = q.gebruikt + excluded.gebruikt,
	maximum = greatest(q.maximum, q.gebruikt + excluded.gebruikt);

-- Who takes a place anew is held to the same, whether it is proposed or stands in the calendar at once.
drop trigger koppeling_voor_veto_weer on koppeling;
create trigger koppeling_voor_veto_weer before update of status on koppeling for each row
	when (koppeling_loopt(new.status) and not koppeling_loopt(old.status)) execute function koppeling_voor_veto();
drop trigger koppeling_voor_stil_weer on koppeling;
create trigger koppeling_voor_stil_weer before update of status on koppeling for each row
	when (koppeling_loopt(new.status) and new.vrijwilliger_id is not null and not koppeling_loopt(old.status))
	execute function koppeling_voor_stil();
create function koppeling_voor_gewist() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from vrijwilliger v where v.id = new.vrijwilliger_id and v.gewist_op is not null) then
		raise exception 'this person was erased' using errcode = '23514', constraint = 'koppeling_met_wie_er_is';
	end if;
	return new;
end $$;
create trigger koppeling_voor_gewist before update of status on koppeling for each row
	when (koppeling_loopt(new.status) and new.vrijwilliger_id is not null and not koppeling_loopt(old.status))
	execute function koppeling_voor_gewist();
