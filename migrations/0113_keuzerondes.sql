-- Rounds in which both sides rank each other, for the types of activity where both choose: who takes part is fixed when staff opens it,
-- nobody sees the ranks of the other side, and what comes of it is proposed only when staff publishes. Old code keeps working: it opens none.
set local lock_timeout = '5s';

alter table activiteitsoort add column beide_kiezen bool not null default false;
comment on column activiteitsoort.beide_kiezen is 'school and supplier both rank, in a keuzeronde';
update activiteitsoort set beide_kiezen = true where code in ('mentoring', 'stage');

create table keuzeronde (
	id uuid not null constraint keuzeronde_uniek primary key,
	naam text not null constraint keuzeronde_naam_lengte check (char_length(naam) between 1 and 200),
	soort text not null constraint keuzeronde_soort_bekend references activiteitsoort (code),
	campagne_id uuid constraint keuzeronde_campagne_bestaat references campagne (id), -- null: whatever they are for
	gemeente_code text constraint keuzeronde_gemeente_bestaat references gemeente (code), -- of the schools; null: all
	tot_op timestamptz not null,
	aanvullen bool not null, -- the score of the engine ranks what a side did not
	zaad int8 not null constraint keuzeronde_zaad_redelijk check (zaad between 0 and 2147483647),
	status text not null constraint keuzeronde_status_bekend check (status in ('open', 'gesloten', 'verdeeld', 'gepubliceerd', 'ingetrokken')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
comment on column keuzeronde.status is 'gesloten: waits for the division';
create index keuzeronde_op_status on keuzeronde (status, tot_op, id);
create index keuzeronde_op_tijd on keuzeronde (tot_op);
create trigger keuzeronde_vastleggen after insert or update on keuzeronde for each row execute function leg_vast();

-- Of one request or one offer that takes part: what it ranks, best first.
create table keuzelijst (
	id uuid not null constraint keuzelijst_uniek primary key,
	keuzeronde_id uuid not null constraint keuzelijst_keuzeronde_bestaat references keuzeronde (id) on delete cascade,
	aanvraag_id uuid constraint keuzelijst_aanvraag_bestaat references aanvraag (id) on delete cascade,
	aanbod_id uuid constraint keuzelijst_aanbod_bestaat references aanbod (id) on delete cascade,
	school_id uuid constraint keuzelijst_school_bestaat references school (id),
	bedrijf_id uuid constraint keuzelijst_bedrijf_bestaat references bedrijf (id),
	vrijwilliger_id uuid constraint keuzelijst_vrijwilliger_bestaat references vrijwilliger (id) on delete cascade,
	keuzes uuid[] not null constraint keuzelijst_hoogstens_50_keuzes check (cardinality(keuzes) <= 50),
	ingevuld_op timestamptz,
	gevraagd_op timestamptz, -- the letter was written, or there was nobody to write to
	herinnerd_op timestamptz,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint keuzelijst_van_een_kant check (num_nonnulls(aanvraag_id, aanbod_id) = 1 and (aanvraag_id is null) = (school_id is null)),
	constraint keuzelijst_een_per_aanvraag unique (keuzeronde_id, aanvraag_id),
	constraint keuzelijst_een_per_aanbod unique (keuzeronde_id, aanbod_id)
);
comment on column keuzelijst.keuzes is 'of a request offers, of an offer requests';
create index keuzelijst_op_ronde on keuzelijst (keuzeronde_id, id);
create index keuzelijst_op_vrijwilliger on keuzelijst (vrijwilliger_id);
create trigger keuzelijst_vastleggen after update of keuzes on keuzelijst for each row execute function leg_vast();

-- What came of the round the last time it was divided. With the same input, seed and program the same comes of it.
create table verdeling (
	keuzeronde_id uuid not null constraint verdeling_uniek primary key constraint verdeling_keuzeronde_bestaat references keuzeronde (id) on delete cascade,
	zaad int8 not null,
	programma text not null,
	opgave text not null,
	cijfers text not null,
	gemaakt_op timestamptz not null
);
comment on column verdeling.opgave is 'who took part, and each pair that both could have with both ranks: one line each';
comment on column verdeling.cijfers is 'how both sides fared, as the contract writes it';

create table verdeling_regel (
	keuzeronde_id uuid not null constraint verdeling_regel_verdeling_bestaat references verdeling (keuzeronde_id) on delete cascade,
	aanvraag_id uuid not null constraint verdeling_regel_aanvraag_bestaat references aanvraag (id) on delete cascade,
	aanbod_id uuid constraint verdeling_regel_aanbod_bestaat references aanbod (id) on delete cascade,
	rang_school int4,
	rang_aanbieder int4,
	gekozen_school bool not null, -- it ranked the other itself
	gekozen_aanbieder bool not null,
	reden text constraint verdeling_regel_reden_bekend check (reden in ('niet_open', 'niemand_mogelijk', 'niet_gekozen', 'vol')),
	koppeling_id uuid constraint verdeling_regel_koppeling_bestaat references koppeling (id) on delete set null,
	melding text, -- why it could not be proposed after all
	klaar_op timestamptz,
	constraint verdeling_regel_uniek primary key (keuzeronde_id, aanvraag_id),
	constraint verdeling_regel_met_aanbod_of_reden check ((aanbod_id is null) = (reden is not null))
);

-- Only where both choose; and which step leads where.
create function keuzeronde_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if tg_op = 'INSERT' then
		if not exists (select from activiteitsoort y where y.code = new.soort and y.beide_kiezen) then
			raise exception 'staff divides these' using errcode = '23514', constraint = 'keuzeronde_waar_beide_kiezen';
		end if;
		return new;
	end if;
	if not ((old.status, new.status) in (('open', 'gesloten'), ('open', 'verdeeld'), ('open', 'ingetrokken'), ('gesloten', 'verdeeld'),
		('gesloten', 'ingetrokken'), ('verdeeld', 'gesloten'), ('verdeeld', 'gepubliceerd'), ('verdeeld', 'ingetrokken'))) then
		raise exception 'no such step' using errcode = '23514', constraint = 'keuzeronde_stap_niet_toegestaan';
	end if;
	return new;
end $$;
create trigger keuzeronde_voor before insert or update of status on keuzeronde for each row execute function keuzeronde_voor();

-- Who takes part: the open requests and the active offers of that moment.
create function keuzeronde_deelnemers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	aanvragen int8;
	aanbod int8;
begin
	insert into keuzelijst (id, keuzeronde_id, aanvraag_id, school_id, keuzes, versie, gemaakt_op, gewijzigd_op)
	select gen_random_uuid(), new.id, a.id, a.school_id, '{}', 1, new.gemaakt_op, new.gemaakt_op
	from aanvraag a
	join school s on s.id = a.school_id
	where a.soort = new.soort and a.status = 'open' and a.tot_datum > (new.gemaakt_op at time zone 'Europe/Amsterdam')::date
		and (new.campagne_id is null or a.campagne_id = new.campagne_id)
		and (new.gemeente_code is null or s.gemeente_code = new.gemeente_code)
	limit 201;
	get diagnostics aanvragen = row_count;
	insert into keuzelijst (id, keuzeronde_id, aanbod_id, bedrijf_id, vrijwilliger_id, keuzes, versie, gemaakt_op, gewijzigd_op)
	select gen_random_uuid(), new.id, o.id, o.bedrijf_id, o.vrijwilliger_id, '{}', 1, new.gemaakt_op, new.gemaakt_op
	from aanbod o
	where o.soort = new.soort and o.status = 'actief' and (o.bedrijf_id is not null or o.vrijwilliger_id is not null)
		and not is_beperkt(o.vrijwilliger_id)
	limit 201;
	get diagnostics aanbod = row_count;
	if aanvragen = 0 or aanbod = 0 then
		raise exception 'nothing to choose from' using errcode = '23514', constraint = 'keuzeronde_met_beide_kanten';
	end if;
	if aanvragen > 200 or aanbod > 200 then
		raise exception 'too many' using errcode = '23514', constraint = 'keuzeronde_hoogstens_200_per_kant';
	end if;
	return null;
end $$;
create trigger keuzeronde_deelnemers after insert on keuzeronde for each row execute function keuzeronde_deelnemers();

-- Ranked while the round is open, of who takes part on the other side, each once.
create function keuzelijst_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from keuzeronde r where r.id = new.keuzeronde_id and r.status = 'open' and r.tot_op > new.gewijzigd_op for share;
	if not found then
		raise exception 'the round is not open' using errcode = '23514', constraint = 'keuzelijst_in_open_ronde';
	end if;
	if (select count(distinct k) from unnest(new.keuzes) k) <> cardinality(new.keuzes) then
		raise exception 'named twice' using errcode = '23514', constraint = 'keuzelijst_ieder_een_keer';
	end if;
	if exists (select from unnest(new.keuzes) k (id) where not exists (select from keuzelijst l where l.keuzeronde_id = new.keuzeronde_id
		and case when new.aanvraag_id is null then l.aanvraag_id else l.aanbod_id end = k.id)) then
		raise exception 'does not take part' using errcode = '23514', constraint = 'keuzelijst_van_wie_meedoet';
	end if;
	return new;
end $$;
create trigger keuzelijst_voor before update of keuzes on keuzelijst for each row execute function keuzelijst_voor();

-- A person who is erased takes along what they ranked. What others ranked of them names an offer that is nobody's any more.
create function vrijwilliger_zonder_keuzelijst() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from keuzelijst l where l.vrijwilliger_id = new.id;
	return null;
end $$;
create trigger vrijwilliger_zonder_keuzelijst after update of gewist_op on vrijwilliger for each row
	when (new.gewist_op is not null and old.gewist_op is null) execute function vrijwilliger_zonder_keuzelijst();

-- The round is there for who takes part in it; what it ranks is its own and what came of it staff's.
create function bij_keuzeronde(ronde uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from keuzelijst l where l.keuzeronde_id = ronde);
end $$;
alter table keuzeronde enable row level security;
create policy keuzeronde_zien on keuzeronde for select to schakel_dienst using ((select mag_alles()) or bij_keuzeronde(id));
create policy keuzeronde_nieuw on keuzeronde for insert to schakel_dienst with check ((select mag_alles()));
create policy keuzeronde_schrijven on keuzeronde for update to schakel_dienst using ((select mag_alles()));
create policy keuzeronde_weg on keuzeronde for delete to schakel_dienst using ((select is_systeem()));
alter table keuzelijst enable row level security;
create policy keuzelijst_van_een_kant on keuzelijst to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id, vrijwilliger_id], (select eigen_ids())));
alter table verdeling enable row level security;
create policy verdeling_van_staf on verdeling to schakel_dienst using ((select mag_alles()));
alter table verdeling_regel enable row level security;
create policy verdeling_regel_van_staf on verdeling_regel to schakel_dienst using ((select mag_alles()));
grant select, insert, update, delete on keuzeronde to schakel_dienst;
grant select, update on keuzelijst to schakel_dienst;
grant select, insert, delete on verdeling to schakel_dienst;
grant select, insert, update on verdeling_regel to schakel_dienst;
