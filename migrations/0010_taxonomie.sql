-- Topics as data that staff keeps: a version, closing instead of deleting, synonyms, links to the code lists of others,
-- the rules of the tree. One row counts the versions of the whole. Old code keeps working: it reads what it read before.
alter table thema
	add column id uuid constraint thema_id_uniek unique,
	add column volgorde int4 not null default 0 constraint thema_volgorde_bereik check (volgorde between 0 and 9999),
	add column gesloten_op date,
	add column versie int8 not null default 1,
	add column gemaakt_op timestamptz not null default '2026-01-01Z',
	add column gewijzigd_op timestamptz not null default '2026-01-01Z',
	add column gewijzigd_door uuid,
	add constraint thema_naam_nl_lengte check (char_length(naam_nl) between 1 and 100),
	add constraint thema_naam_en_lengte check (char_length(naam_en) between 1 and 100);
-- The trail and the events name rows by uuid; that of a shipped topic is the same everywhere.
update thema set id = md5('thema ' || code)::uuid;
alter table thema
	alter column id set not null,
	alter column gemaakt_op drop default,
	alter column gewijzigd_op drop default;
create index thema_op_ouder on thema (ouder);
comment on column thema.volgorde is 'Place among the topics with the same parent; equal: by code.';

create table thema_synoniem (
	thema text not null constraint thema_synoniem_van_thema references thema (code),
	taal text not null constraint thema_synoniem_taal_bekend check (taal in ('nl', 'en')),
	tekst text not null -- folded, words with one space between them: lib/domain/thema_zoek.h
		constraint thema_synoniem_vorm check (tekst ~ '^[a-z0-9]+( [a-z0-9]+)*$' and char_length(tekst) between 2 and 60),
	constraint thema_synoniem_uniek primary key (taal, tekst)
);
create index thema_synoniem_op_thema on thema_synoniem (thema, taal, tekst);

create table thema_verwijzing (
	thema text not null constraint thema_verwijzing_van_thema references thema (code),
	stelsel text not null,
	code text not null,
	constraint thema_verwijzing_uniek primary key (thema, stelsel, code),
	constraint thema_verwijzing_vorm check (case stelsel
		when 'sbi' then code ~ '^([A-U]|[0-9]{2,5})$'
		when 'crebo' then code ~ '^[0-9]{5}$'
		when 'vmbo-profiel' then code in ('bwi', 'dp', 'eo', 'groen', 'hbr', 'mat', 'mt', 'mvi', 'pie', 'zw')
		else false end)
);

create table taxonomie (
	een bool not null default true constraint taxonomie_uniek primary key
		constraint taxonomie_een_rij check (een),
	versie int8 not null
);
insert into taxonomie (versie) values (1);
comment on table taxonomie is 'Version of all topics together; whoever changes one holds this row, so that the tree is judged as a whole.';

create function taxonomie_volgende() returns trigger language plpgsql as $$
begin
	update taxonomie set versie = versie + 1;
	return null;
end $$;
create trigger taxonomie_thema before insert or update or delete on thema
	for each statement execute function taxonomie_volgende();
create trigger taxonomie_synoniem before insert or update or delete on thema_synoniem
	for each statement execute function taxonomie_volgende();
create trigger taxonomie_verwijzing before insert or update or delete on thema_verwijzing
	for each statement execute function taxonomie_volgende();

-- Layers from this topic down, itself included. The tree has three, so this ends.
create function thema_hoogte(van text) returns int4 language sql stable as $$
	select 1 + case when exists (select from thema k join thema kk on kk.ouder = k.code where k.ouder = van) then 2
		when exists (select from thema k where k.ouder = van) then 1 else 0 end
$$;

create function thema_voor() returns trigger language plpgsql as $$
declare
	boven text := new.ouder;
	laag int4 := 1;
begin
	if tg_op = 'UPDATE' and (old.code <> new.code or old.id <> new.id) then
		raise exception 'a topic keeps its code' using errcode = '23514', constraint = 'thema_code_blijft';
	end if;
	if tg_op = 'INSERT' and not exists (select from thema t where t.code = new.code)
		and (select count(*) from thema) >= 512 then
		raise exception 'too many topics' using errcode = '23514', constraint = 'thema_hoogstens_512';
	end if;
	while boven is not null loop
		if boven = new.code then
			raise exception 'topic below itself' using errcode = '23514', constraint = 'thema_niet_onder_zichzelf';
		end if;
		laag := laag + 1;
		exit when laag > 3;
		select t.ouder into boven from thema t where t.code = boven;
	end loop;
	if laag + thema_hoogte(new.code) - 1 > 3 then
		raise exception 'more than three layers' using errcode = '23514', constraint = 'thema_hoogstens_3_lagen';
	end if;
	if new.gesloten_op is null
		and exists (select from thema t where t.code = new.ouder and t.gesloten_op is not null) then
		raise exception 'open topic below a closed one' using errcode = '23514', constraint = 'thema_ouder_is_open';
	end if;
	if new.gesloten_op is not null
		and exists (select from thema t where t.ouder = new.code and t.gesloten_op is null) then
		raise exception 'closed topic above an open one' using errcode = '23514', constraint = 'thema_eerst_wat_eronder';
	end if;
	return new;
end $$;
create trigger thema_voor before insert or update on thema for each row execute function thema_voor();

create function thema_blijft() returns trigger language plpgsql as $$
begin
	raise exception 'topics are closed, not deleted' using errcode = '23514', constraint = 'thema_sluit_en_blijft';
end $$;
create trigger thema_blijft before delete on thema for each row execute function thema_blijft();

create trigger thema_vastleggen after insert or update on thema for each row execute function leg_vast();
