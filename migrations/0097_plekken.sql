-- Events of a campaign: places of one (a stand, a slot, a short visit, a part of the jury, a coach), each at a time with a capacity that
-- its own counter holds, and who takes one. Of visits and slots a group tells beforehand how many pupils want which, as counts. Old code
-- keeps working: it knows no places.
set local lock_timeout = '5s';

create table plek (
	id uuid not null constraint plek_uniek primary key,
	campagne_id uuid not null constraint plek_campagne_bestaat references campagne (id),
	soort text not null constraint plek_soort_bekend check (soort in ('stand', 'tijdslot', 'bezoek', 'jury', 'coach')),
	titel text not null constraint plek_titel_lengte check (char_length(titel) between 1 and 200),
	plaats text constraint plek_plaats_lengte check (char_length(plaats) between 1 and 200),
	bedrijf_id uuid constraint plek_bedrijf_bestaat references bedrijf (id), -- whose visit it is
	van_op timestamptz not null,
	tot_op timestamptz not null,
	capaciteit int4 not null constraint plek_capaciteit_redelijk check (capaciteit between 1 and 5000),
	bezet int4 not null constraint plek_bezet_niet_negatief check (bezet >= 0),
	goedkeuring bool not null, -- staff, or the company, says yes to each
	status text not null constraint plek_status_bekend check (status in ('actief', 'gesloten')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint plek_niet_vol check (bezet <= capaciteit),
	constraint plek_tijd_geldig check (tot_op > van_op and tot_op <= van_op + interval '14 days')
);
create index plek_op_tijd on plek (van_op, id);
create index plek_op_campagne on plek (campagne_id, van_op, id);
create index plek_op_bedrijf on plek (bedrijf_id);
create trigger plek_vastleggen after insert or update of versie on plek for each row execute function leg_vast();

-- Who takes places of it: a class of a school, a company, or a volunteer.
create table inschrijving (
	id uuid not null constraint inschrijving_uniek primary key,
	plek_id uuid not null constraint inschrijving_plek_bestaat references plek (id),
	campagne_id uuid not null, -- that of the place
	school_id uuid constraint inschrijving_school_bestaat references school (id),
	klas_id uuid constraint inschrijving_klas_bestaat references klas (id),
	bedrijf_id uuid constraint inschrijving_bedrijf_bestaat references bedrijf (id),
	vrijwilliger_id uuid constraint inschrijving_vrijwilliger_bestaat references vrijwilliger (id) on delete cascade,
	aantal int4 not null constraint inschrijving_aantal_redelijk check (aantal between 1 and 500),
	tijd tstzrange not null, -- that of the place
	einde_op timestamptz not null,
	status text not null
		constraint inschrijving_status_bekend check (status in ('gevraagd', 'bevestigd', 'geweigerd', 'geannuleerd')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint inschrijving_van_een_kant check (num_nonnulls(school_id, bedrijf_id, vrijwilliger_id) = 1),
	constraint inschrijving_klas_bij_school check ((school_id is null) = (klas_id is null)),
	constraint inschrijving_vrijwilliger_een_tegelijk exclude using gist (vrijwilliger_id with =, tijd with &&)
		where (status in ('gevraagd', 'bevestigd'))
);
create unique index inschrijving_een_per_plek on inschrijving (plek_id, (coalesce(klas_id, bedrijf_id, vrijwilliger_id)))
	where status in ('gevraagd', 'bevestigd');
create index inschrijving_op_plek on inschrijving (plek_id, id);
create index inschrijving_op_campagne on inschrijving (campagne_id, id);
create index inschrijving_op_school on inschrijving (school_id, id);
create index inschrijving_op_bedrijf on inschrijving (bedrijf_id, id);
create index inschrijving_op_vrijwilliger on inschrijving (vrijwilliger_id, id);
create index inschrijving_op_einde on inschrijving (einde_op);
create trigger inschrijving_vastleggen after insert or update on inschrijving for each row execute function leg_vast();

-- How many pupils of a class want it first, second or third. Never who.
create table plekwens (
	id uuid not null constraint plekwens_uniek primary key,
	plek_id uuid not null constraint plekwens_plek_bestaat references plek (id),
	school_id uuid not null constraint plekwens_school_bestaat references school (id),
	klas_id uuid not null constraint plekwens_klas_bestaat references klas (id),
	eerste int4 not null constraint plekwens_eerste_redelijk check (eerste between 0 and 500),
	tweede int4 not null constraint plekwens_tweede_redelijk check (tweede between 0 and 500),
	derde int4 not null constraint plekwens_derde_redelijk check (derde between 0 and 500),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint plekwens_een_per_klas unique (plek_id, klas_id)
);
create index plekwens_op_plek on plekwens (plek_id, id);
create index plekwens_op_school on plekwens (school_id, id);
create trigger plekwens_vastleggen after insert or update on plekwens for each row execute function leg_vast();

-- A place lies within its campaign. When somebody has one, its time stays.
create function plek_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if tg_op = 'UPDATE' and old.bezet > 0 and (new.van_op, new.tot_op) is distinct from (old.van_op, old.tot_op) then
		raise exception 'somebody counts on the time' using errcode = '23514', constraint = 'plek_tijd_ligt_vast';
	end if;
	if not exists (
		select from campagne c
		where c.id = new.campagne_id
			and (new.van_op at time zone 'Europe/Amsterdam')::date >= c.van_datum
			and (new.tot_op at time zone 'Europe/Amsterdam')::date <= c.tot_datum
		for share) then
		raise exception 'outside of the campaign' using errcode = '23514', constraint = 'plek_binnen_campagne';
	end if;
	return new;
end $$;
create trigger plek_voor before insert or update of van_op, tot_op on plek for each row execute function plek_voor();

create or replace function campagne_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (
		select from aanvraag a
		where a.campagne_id = new.id and a.status <> 'ingetrokken'
			and (a.van_datum < new.van_datum or a.tot_datum > new.tot_datum
				or new.soorten <> '{}' and not a.soort = any (new.soorten)))
		or exists (
			select from plek p
			where p.campagne_id = new.id
				and ((p.van_op at time zone 'Europe/Amsterdam')::date < new.van_datum
					or (p.tot_op at time zone 'Europe/Amsterdam')::date > new.tot_datum)) then
		raise exception 'requests lie outside' using errcode = '23514', constraint = 'campagne_om_haar_aanvragen';
	end if;
	return new;
end $$;

-- Whatever is asked or confirmed takes its places; what ends gives them back.
create function plek_neem(van uuid, aantal int4) returns plek language sql security definer set search_path = public, pg_temp as $$
	update plek p set bezet = p.bezet + aantal where p.id = van returning p
$$;
revoke execute on function plek_neem(uuid, int4) from public;

create function inschrijving_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	p plek;
begin
	if tg_op = 'UPDATE' then
		if (new.plek_id, new.school_id, new.klas_id, new.bedrijf_id, new.vrijwilliger_id, new.aantal)
			is distinct from (old.plek_id, old.school_id, old.klas_id, old.bedrijf_id, old.vrijwilliger_id, old.aantal) then
			raise exception 'a booking stays what it is' using errcode = '23514', constraint = 'inschrijving_ligt_vast';
		end if;
		if not (old.status = 'gevraagd' and new.status in ('bevestigd', 'geweigerd', 'geannuleerd')
			or old.status = 'bevestigd' and new.status = 'geannuleerd') then
			raise exception 'no such step' using errcode = '23514', constraint = 'inschrijving_stap_niet_toegestaan';
		end if;
		if new.status in ('geweigerd', 'geannuleerd') then
			perform plek_neem(old.plek_id, -old.aantal);
		end if;
		return new;
	end if;
	p := plek_neem(new.plek_id, new.aantal);
	if p.id is null then
		raise exception 'no such place' using errcode = '23503', constraint = 'inschrijving_plek_bestaat';
	end if;
	if p.status <> 'actief' or p.van_op <= new.gemaakt_op
		or not exists (select from campagne c where c.id = p.campagne_id and c.status = 'actief' for share) then
		raise exception 'not open' using errcode = '23514', constraint = 'inschrijving_op_open_plek';
	end if;
	if (case
		when p.soort = 'stand' then new.bedrijf_id is null
		when p.soort in ('tijdslot', 'bezoek') then new.school_id is null
		else new.vrijwilliger_id is null
	end) then
		raise exception 'not for who asks' using errcode = '23514', constraint = 'inschrijving_door_wie_mag';
	end if;
	if new.klas_id is not null and not exists (select from klas k where k.id = new.klas_id and k.school_id = new.school_id) then
		raise exception 'of another school' using errcode = '23514', constraint = 'inschrijving_klas_van_school';
	end if;
	new.campagne_id := p.campagne_id;
	new.tijd := tstzrange(p.van_op, p.tot_op);
	new.einde_op := p.tot_op;
	new.status := case when p.goedkeuring then 'gevraagd' else 'bevestigd' end;
	return new;
end $$;
create trigger inschrijving_voor before insert or update on inschrijving for each row execute function inschrijving_voor();

create function inschrijving_weg() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform plek_neem(old.plek_id, -old.aantal);
	return null;
end $$;
create trigger inschrijving_weg after delete on inschrijving for each row
	when (old.status in ('gevraagd', 'bevestigd')) execute function inschrijving_weg();

-- Nobody's volunteer takes no place.
create function vrijwilliger_zonder_inschrijving() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from inschrijving i where i.vrijwilliger_id = new.id;
	return null;
end $$;
create trigger vrijwilliger_zonder_inschrijving after update of gewist_op on vrijwilliger for each row
	when (new.gewist_op is not null and old.gewist_op is null) execute function vrijwilliger_zonder_inschrijving();

create function plekwens_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if not exists (
		select from plek p
		join campagne c on c.id = p.campagne_id
		where p.id = new.plek_id and p.soort in ('bezoek', 'tijdslot') and p.status = 'actief' and c.status = 'actief') then
		raise exception 'nothing to wish for' using errcode = '23514', constraint = 'plekwens_op_open_plek';
	end if;
	if not exists (select from klas k where k.id = new.klas_id and k.school_id = new.school_id) then
		raise exception 'of another school' using errcode = '23514', constraint = 'plekwens_klas_van_school';
	end if;
	return new;
end $$;
create trigger plekwens_voor before insert or update on plekwens for each row execute function plekwens_voor();

create function is_plek_van_ons(plek uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from plek p where p.id = plek and p.bedrijf_id = any (eigen_ids()));
end $$;
alter table plek enable row level security;
create policy plek_zien on plek for select to schakel_dienst using ((select is_iemand()));
create policy plek_nieuw on plek for insert to schakel_dienst with check ((select mag_alles()));
create policy plek_schrijven on plek for update to schakel_dienst using ((select mag_alles()));
alter table inschrijving enable row level security;
create policy inschrijving_van_beide_kanten on inschrijving to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id, vrijwilliger_id], (select eigen_ids()))
		or is_plek_van_ons(plek_id));
alter table plekwens enable row level security;
create policy plekwens_van_school on plekwens to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())));
grant select, insert, update on plek, plekwens to schakel_dienst;
grant select, insert, update, delete on inschrijving to schakel_dienst;
