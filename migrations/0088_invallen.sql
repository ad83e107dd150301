-- Who drops out less than two school days before is replaced by a stand-in: staff approves once whom to ask for the same half-day, all at
-- once, and the first yes is the match, in the calendar at once. Exactly one, whatever comes at the same moment: the answer locks the
-- request first, one yes a question is a unique index, and the match is held to what every match is. Old code keeps working: it asks nobody.
set local lock_timeout = '5s';

insert into toestand_stap (van, naar, rol, reden_nodig, stap, gevolgen)
select '', 'ingepland', r.rol, false, 'invallen', '{plaats_nemen,aanvraag_koppelen}'
from unnest(array['bedrijf', 'vrijwilliger']) r (rol);

create table invalvraag (
	id uuid not null constraint invalvraag_uniek primary key,
	aanvraag_id uuid not null constraint invalvraag_aanvraag_bestaat references aanvraag (id) on delete cascade,
	school_id uuid not null constraint invalvraag_school_bestaat references school (id),
	koppeling_id uuid not null constraint invalvraag_koppeling_bestaat references koppeling (id) on delete cascade, -- that was called off
	datum date not null,
	dagdeel text not null constraint invalvraag_dagdeel_bekend check (dagdeel in ('ochtend', 'middag', 'avond')),
	status text not null constraint invalvraag_status_bekend check (status in ('open', 'vervuld', 'gesloten')),
	voorstel_id uuid constraint invalvraag_voorstel_bestaat references koppeling (id) on delete cascade, -- the match of the first yes
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint invalvraag_vervuld_met_voorstel check ((status = 'vervuld') = (voorstel_id is not null))
);
comment on column invalvraag.gewijzigd_door is 'while it is open: who approved it';
create unique index invalvraag_een_open_per_aanvraag on invalvraag (aanvraag_id) where status = 'open';
create unique index invalvraag_een_per_voorstel on invalvraag (voorstel_id);
create index invalvraag_op_koppeling on invalvraag (koppeling_id, id);
create trigger invalvraag_vastleggen after insert or update on invalvraag for each row execute function leg_vast();

create table invaller (
	invalvraag_id uuid not null constraint invaller_invalvraag_bestaat references invalvraag (id) on delete cascade,
	aanbod_id uuid not null constraint invaller_aanbod_bestaat references aanbod (id) on delete cascade,
	rang int4 not null constraint invaller_rang_telt check (rang between 1 and 10),
	status text not null constraint invaller_status_bekend check (status in ('gevraagd', 'ja', 'nee', 'vol')),
	-- The link in the letter; it holds until the half-day begins.
	token_hash bytea not null constraint invaller_token_uniek unique
		constraint invaller_token_hash_32_bytes check (octet_length(token_hash) = 32),
	verloopt_op timestamptz not null,
	beantwoord_op timestamptz,
	constraint invaller_uniek primary key (invalvraag_id, aanbod_id),
	constraint invaller_antwoord_volledig check ((status in ('ja', 'nee')) = (beantwoord_op is not null))
);
create unique index invaller_een_ja on invaller (invalvraag_id) where status = 'ja';
create index invaller_op_aanbod on invaller (aanbod_id);

-- One person of the staff approves a question: it is for nobody who takes two (0081).
create function invaller_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	k koppeling;
begin
	select v.aanvraag_id, v.datum, o.vrijwilliger_id, o.soort into k.aanvraag_id, k.datum, k.vrijwilliger_id, k.soort
	from invalvraag v
	cross join aanbod o
	where v.id = new.invalvraag_id and o.id = new.aanbod_id;
	if exists (select from risicoregel r where r.vier_ogen and r.code = any (koppeling_risico(k))) then
		raise exception 'two persons have to approve' using errcode = '23514', constraint = 'invaller_zonder_vier_ogen';
	end if;
	return new;
end $$;
create trigger invaller_voor before insert on invaller for each row execute function invaller_voor();

alter table invalvraag enable row level security;
create policy invalvraag_van_school on invalvraag for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())));
create policy invalvraag_nieuw on invalvraag for insert to schakel_dienst with check ((select mag_alles()));
alter table invaller enable row level security;
create policy invaller_van_medewerker on invaller to schakel_dienst using ((select mag_alles()));
grant select, insert on invalvraag to schakel_dienst;
grant select, insert, update on invaller to schakel_dienst;
grant execute on function na_schooldagen(uuid, timestamptz, int4) to schakel_dienst;

-- A match that begins in the calendar is the yes of somebody who was asked, for what was asked. The request is locked by now.
create function koppeling_voor_invallen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if new.vier_ogen then
		raise exception 'two persons have to approve' using errcode = '23514', constraint = 'invaller_zonder_vier_ogen';
	end if;
	if not exists (select from invalvraag v
		join invaller i on i.invalvraag_id = v.id
		join aanbod o on o.id = i.aanbod_id
		where v.aanvraag_id = new.aanvraag_id and v.status = 'open' and v.datum = new.datum and v.dagdeel = new.dagdeel
			and i.aanbod_id = new.aanbod_id and i.status = 'gevraagd' and o.status = 'actief') then
		raise exception 'nobody was asked for this' using errcode = '23514', constraint = 'invallen_kan_wie_gevraagd_is';
	end if;
	return new;
end $$;
-- By name after koppeling_voor, which locks, and after koppeling_voor_vier_ogen.
create trigger koppeling_voor_wie_invalt before insert on koppeling for each row
	when (new.status = 'ingepland') execute function koppeling_voor_invallen();

-- Whatever takes the place of what was called off ends the question: the yes, and what a person proposes meanwhile.
create function koppeling_na_invallen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	vraag uuid;
	ja bool := tg_op = 'INSERT' and new.status = 'ingepland';
begin
	update invalvraag v set status = case when ja then 'vervuld' else 'gesloten' end, voorstel_id = case when ja then new.id end,
		versie = v.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
	where v.aanvraag_id = new.aanvraag_id and v.status = 'open'
	returning v.id into vraag;
	update invaller i set status = case when ja and i.aanbod_id = new.aanbod_id then 'ja' else 'vol' end,
		beantwoord_op = case when ja and i.aanbod_id = new.aanbod_id then new.gewijzigd_op end
	where i.invalvraag_id = vraag and i.status = 'gevraagd';
	return null;
end $$;
create trigger koppeling_na_invallen after insert on koppeling for each row execute function koppeling_na_invallen();
create trigger koppeling_na_invallen_weer after update of status on koppeling for each row
	when (koppeling_loopt(new.status) and not koppeling_loopt(old.status)) execute function koppeling_na_invallen();

create function aanvraag_na_invallen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	vraag uuid;
begin
	update invalvraag v set status = 'gesloten', versie = v.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
	where v.aanvraag_id = new.id and v.status = 'open'
	returning v.id into vraag;
	update invaller i set status = 'vol' where i.invalvraag_id = vraag and i.status = 'gevraagd';
	return null;
end $$;
create trigger aanvraag_na_invallen after update of status on aanvraag for each row
	when (old.status = 'open' and new.status = 'ingetrokken') execute function aanvraag_na_invallen();
