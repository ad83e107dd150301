-- Lesson kits: what a lesson takes, in versions. A version is for everybody from the moment it is made and does not change; another
-- version is another row, and the one before says that it was followed. An offer says which it uses, and schools that had such a lesson
-- rate the kit. Old code keeps working: it knows no kits, and an offer need not have one.
set local lock_timeout = '5s';

create table lespakket (
	id uuid not null constraint lespakket_uniek primary key,
	pakket_id uuid not null, -- the id of its first version
	nummer int4 not null constraint lespakket_nummer_redelijk check (nummer between 1 and 1000),
	school_id uuid constraint lespakket_school_bestaat references school (id),
	bedrijf_id uuid constraint lespakket_bedrijf_bestaat references bedrijf (id),
	titel text not null constraint lespakket_titel_lengte check (char_length(titel) between 1 and 200),
	omschrijving text not null constraint lespakket_omschrijving_lengte check (char_length(omschrijving) between 1 and 5000),
	niveaus int8 not null constraint lespakket_niveaus_gekozen check (niveaus > 0), -- set, bits as in lib/domain/niveau.h
	themas text[] not null constraint lespakket_hoogstens_10_themas check (cardinality(themas) <= 10),
	duur_minuten int4 not null constraint lespakket_duur_redelijk check (duur_minuten between 5 and 2400),
	materiaal text[] not null constraint lespakket_hoogstens_50_materialen check (cardinality(materiaal) <= 50),
	links text[] not null constraint lespakket_hoogstens_20_links check (cardinality(links) <= 20),
	zoektekst text not null, -- folded title
	opgevolgd_op timestamptz,
	ingetrokken_op timestamptz,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint lespakket_hoogstens_een_eigenaar check (school_id is null or bedrijf_id is null), -- neither: of the Technocentrum
	constraint lespakket_nummer_een_keer unique (pakket_id, nummer)
);
create trigger lespakket_vastleggen after insert or update on lespakket for each row execute function leg_vast();

create function lespakket_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if to_jsonb(new) - array['opgevolgd_op', 'ingetrokken_op', 'versie', 'gewijzigd_op', 'gewijzigd_door']
		<> to_jsonb(old) - array['opgevolgd_op', 'ingetrokken_op', 'versie', 'gewijzigd_op', 'gewijzigd_door'] then
		raise exception 'a version stays as it is' using errcode = '23514', constraint = 'lespakket_ligt_vast';
	end if;
	return new;
end $$;
create trigger lespakket_voor before update on lespakket for each row execute function lespakket_voor();

-- The version before has been followed.
create function lespakket_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update lespakket p set opgevolgd_op = new.gemaakt_op, versie = p.versie + 1, gewijzigd_op = new.gemaakt_op,
		gewijzigd_door = new.gewijzigd_door
	where p.pakket_id = new.pakket_id and p.nummer = new.nummer - 1;
	return null;
end $$;
create trigger lespakket_na after insert on lespakket for each row execute function lespakket_na();

alter table lespakket enable row level security;
create policy lespakket_zien on lespakket for select to schakel_dienst using (true); -- published is for everybody
create policy lespakket_nieuw on lespakket for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id], (select eigen_ids())));
create policy lespakket_schrijven on lespakket for update to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id], (select eigen_ids())));
grant select, insert, update on lespakket to schakel_dienst;

alter table aanbod add column lespakket_id uuid constraint aanbod_lespakket_bestaat references lespakket (id);

create table waardering (
	id uuid not null constraint waardering_uniek primary key,
	koppeling_id uuid not null constraint waardering_een_per_koppeling unique
		constraint waardering_koppeling_bestaat references koppeling (id),
	lespakket_id uuid not null constraint waardering_lespakket_bestaat references lespakket (id),
	cijfer int4 not null constraint waardering_cijfer_1_tot_5 check (cijfer between 1 and 5),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
create trigger waardering_vastleggen after insert or update on waardering for each row execute function leg_vast();
alter table waardering enable row level security;
create policy waardering_van_koppeling on waardering to schakel_dienst using ((select mag_alles()) or ziet_koppeling(koppeling_id));
grant select, insert on waardering to schakel_dienst;

-- What schools thought of a kit, all its versions together: kept where it changes, since a list shows it of every kit.
create table pakkettelling (
	pakket_id uuid not null constraint pakkettelling_uniek primary key,
	aantal int4 not null,
	som int4 not null,
	constraint pakkettelling_som_past check (som between aantal and 5 * aantal)
);
alter table pakkettelling enable row level security;
create policy pakkettelling_zien on pakkettelling for select to schakel_dienst using (true);
grant select on pakkettelling to schakel_dienst;
create function waardering_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into pakkettelling as t (pakket_id, aantal, som)
	select p.pakket_id, 1, new.cijfer from lespakket p where p.id = new.lespakket_id
	on conflict (pakket_id) do update set aantal = t.aantal + 1, som = t.som + excluded.som;
	return null;
end $$;
create trigger waardering_na after insert on waardering for each row execute function waardering_na();
