-- Weights that staff keeps: a version has an id and counts its changes, steps leave a trail and events, and each time that a
-- version comes into force is a row of its own, so that going back to an earlier one edits nothing of the past. And a match
-- keeps the type whose weights it was judged with, beside their version: what its request or offer becomes later says
-- nothing about its score. Old code keeps working: what is new has a value without it.
alter table gewicht_versie
	add column id uuid not null generated always as (md5('gewicht ' || soort || ' ' || versie::text)::uuid) stored
		constraint gewicht_versie_id_uniek unique,
	add column wijziging int8 not null default 1,
	add column gewijzigd_op timestamptz,
	add column gewijzigd_door uuid;
comment on column gewicht_versie.id is 'Follows from soort and versie: that of a shipped version is the same everywhere.';
comment on column gewicht_versie.wijziging is 'How often this row was written; versie is the number of the weights.';
update gewicht_versie set gewijzigd_op = gemaakt_op;
set constraints all immediate; -- what the update left to check would hold up the next line
alter table gewicht_versie alter column gewijzigd_op set not null;

create function gewicht_versie_voor() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		raise exception 'a version stays' using errcode = '23514', constraint = 'gewicht_versie_blijft';
	end if;
	if tg_op = 'INSERT' then
		new.gewijzigd_op := coalesce(new.gewijzigd_op, new.gemaakt_op);
	end if;
	if (tg_op = 'INSERT' and new.status <> 'concept')
		or (tg_op = 'UPDATE' and (old.soort, old.versie) <> (new.soort, new.versie))
		or (tg_op = 'UPDATE' and old.status <> new.status and (new.status = 'concept' or old.status = 'concept' and new.status = 'vervallen'))
	then
		raise exception 'a version goes from draft to active' using errcode = '23514', constraint = 'gewicht_versie_blijft';
	end if;
	return new;
end $$;
create trigger gewicht_versie_voor before insert or update or delete on gewicht_versie
	for each row execute function gewicht_versie_voor();

create function gewicht_versie_na() returns trigger language plpgsql as $$
declare
	handeling text := case
		when tg_op = 'INSERT' then 'gemaakt'
		when old.status is not distinct from new.status then 'gewijzigd'
		when new.status = 'actief' then 'geactiveerd'
		else 'vervangen'
	end;
begin
	insert into audit (op, tabel, rij, handeling, versie, account_id)
	values (new.gewijzigd_op, 'gewicht_versie', new.id, handeling, new.wijziging, new.gewijzigd_door);
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gewijzigd_op, 'gewicht.' || handeling, new.id, new.wijziging);
	return null;
end $$;
create trigger gewicht_versie_na after insert or update on gewicht_versie
	for each row execute function gewicht_versie_na();

create table gewicht_activering (
	soort text not null,
	volgnummer int4 not null,
	versie int4 not null,
	vorige int4, -- that was in force before; null at the beginning
	op timestamptz not null,
	account_id uuid,
	toelichting text constraint gewicht_activering_toelichting_lengte check (char_length(toelichting) <= 1000),
	constraint gewicht_activering_uniek primary key (soort, volgnummer),
	constraint gewicht_activering_van_versie foreign key (soort, versie) references gewicht_versie (soort, versie),
	constraint gewicht_activering_na_versie foreign key (soort, vorige) references gewicht_versie (soort, versie)
);
insert into gewicht_activering (soort, volgnummer, versie, vorige, op)
select v.soort, v.versie, v.versie, nullif(v.versie - 1, 0), v.gemaakt_op from gewicht_versie v where v.versie <= 2;

create function gewicht_activering_blijft() returns trigger language plpgsql as $$
begin
	raise exception 'what was in force stays so' using errcode = '23514', constraint = 'gewicht_activering_blijft';
end $$;
create trigger gewicht_activering_blijft before update or delete on gewicht_activering
	for each row execute function gewicht_activering_blijft();

alter table koppeling add column soort text;
alter table koppeling disable trigger user; -- no step, so no history
update koppeling k set soort = a.soort from aanvraag a where a.id = k.aanvraag_id;
alter table koppeling enable trigger user;
alter table koppeling
	alter column soort set not null,
	add constraint koppeling_gewicht_versie_bestaat foreign key (soort, gewicht_versie) references gewicht_versie (soort, versie);

-- By the name of the trigger before all others.
create function koppeling_soort() returns trigger language plpgsql as $$
begin
	select a.soort into new.soort from aanvraag a where a.id = new.aanvraag_id;
	return new;
end $$;
create trigger koppeling_soort before insert on koppeling for each row execute function koppeling_soort();

drop trigger koppeling_vast on koppeling;
create trigger koppeling_vast before update on koppeling for each row
	when ((old.aanvraag_id, old.aanbod_id, old.school_id, old.klas_id, old.bedrijf_id, old.vrijwilliger_id, old.datum,
			old.dagdeel, old.soort, old.gewicht_versie, old.score, old.factoren)
		is distinct from
		(new.aanvraag_id, new.aanbod_id, new.school_id, new.klas_id, new.bedrijf_id, new.vrijwilliger_id, new.datum,
			new.dagdeel, new.soort, new.gewicht_versie, new.score, new.factoren))
	execute function koppeling_vast();
