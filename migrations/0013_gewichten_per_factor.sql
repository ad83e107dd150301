-- Weights as rows: a version of a type is a list of factors, so that a new factor needs no new column; a factor that a
-- version does not name weighs nothing in it. A version is written as concept, becomes actief, and vervallen when another
-- takes its place; its factors do not change any more once it left concept, since matches remember it by its number.
-- Old code keeps working: the table gewicht stays until the next release and is read by nobody else.
create table gewicht_versie (
	soort text not null,
	versie int4 not null constraint gewicht_versie_positief check (versie > 0),
	status text not null constraint gewicht_versie_status_bekend check (status in ('concept', 'actief', 'vervallen')),
	gemaakt_op timestamptz not null,
	gemaakt_door uuid,
	constraint gewicht_versie_uniek primary key (soort, versie)
);
create unique index gewicht_versie_een_actief_per_soort on gewicht_versie (soort) where status = 'actief';

create table gewicht_factor (
	soort text not null,
	versie int4 not null,
	factor text not null constraint gewicht_factor_vorm check (factor ~ '^[a-z][a-z_]{1,39}$'),
	gewicht int4 not null constraint gewicht_factor_bereik check (gewicht between 0 and 1000),
	constraint gewicht_factor_uniek primary key (soort, versie, factor),
	constraint gewicht_factor_versie_bestaat foreign key (soort, versie) references gewicht_versie (soort, versie)
);

-- The version is held while its factors change, so that it cannot become active meanwhile.
create function gewicht_factor_voor() returns trigger language plpgsql as $$
declare
	w gewicht_factor := case tg_op when 'DELETE' then old else new end;
	stand text;
begin
	select v.status into stand from gewicht_versie v where v.soort = w.soort and v.versie = w.versie for share;
	if stand <> 'concept' or (tg_op = 'UPDATE' and (old.soort, old.versie) <> (new.soort, new.versie)) then
		raise exception 'only a draft can be changed' using errcode = '23514', constraint = 'gewicht_alleen_in_concept';
	end if;
	return w;
end $$;
create trigger gewicht_factor_voor before insert or update or delete on gewicht_factor
	for each row execute function gewicht_factor_voor();

-- At the end of the transaction, so that one version can take the place of another.
create function gewicht_versie_klopt() returns trigger language plpgsql as $$
declare
	van_soort text := case tg_op when 'DELETE' then old.soort else new.soort end;
begin
	if (select count(*) from gewicht_versie v where v.soort = van_soort and v.status = 'actief') <> 1 then
		raise exception 'one version is active' using errcode = '23514', constraint = 'gewicht_precies_een_actief';
	end if;
	if (select coalesce(sum(f.gewicht), 0) from gewicht_versie v
			join gewicht_factor f on f.soort = v.soort and f.versie = v.versie
			where v.soort = van_soort and v.status = 'actief') <> 1000 then
		raise exception 'weights do not sum to 1000' using errcode = '23514', constraint = 'gewichten_zijn_samen_1000';
	end if;
	return null;
end $$;
create constraint trigger gewicht_versie_klopt after insert or update or delete on gewicht_versie
	deferrable initially deferred for each row execute function gewicht_versie_klopt();

insert into gewicht_versie (soort, versie, status, gemaakt_op)
select g.soort, g.versie, 'concept', timestamptz '2026-01-01 00:00:00Z' from gewicht g;
insert into gewicht_factor (soort, versie, factor, gewicht)
select g.soort, g.versie, f.factor, f.gewicht
from gewicht g
cross join lateral (values ('thema', g.thema), ('niveau', g.niveau), ('datum', g.datum), ('reis', g.reis),
	('kring', g.kring), ('belasting', g.belasting), ('behoefte', g.behoefte)) f (factor, gewicht);
update gewicht_versie v set status = case when g.actief then 'actief' else 'vervallen' end
from gewicht g
where g.soort = v.soort and g.versie = v.versie;
