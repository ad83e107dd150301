-- Types of activity as data: who travels, whether somebody from outside is with pupils, what the law asks, what it counts for. As
-- lib/domain/soort.c has them (a test compares them). All twelve of the programme can be asked and offered. Old code keeps working: it
-- knows the first four, and nobody asks it for others.
create table activiteitsoort (
	code text not null constraint activiteitsoort_uniek primary key,
	klas_reist bool not null,     -- to the supplier; else who comes from outside travels to the school
	bij_leerlingen bool not null,
	periode bool not null,
	erkenning bool not null,
	leeftijd int4 not null,
	telt_als text constraint activiteitsoort_telt_als_bekend check (telt_als in ('dagdeel', 'bezoek'))
);
comment on column activiteitsoort.telt_als is 'what of the norm of a class it fills; null: nothing';
insert into activiteitsoort (code, klas_reist, bij_leerlingen, periode, erkenning, leeftijd, telt_als) values
	('gastles', false, true, false, false, 0, 'dagdeel'),
	('bedrijfsbezoek', true, false, false, false, 0, 'bezoek'),
	('praktijkinstructie', false, true, false, false, 0, 'dagdeel'),
	('workshop', false, true, false, false, 0, 'dagdeel'),
	('stage', true, true, true, true, 14, null),
	('leerwerkplek', true, true, true, true, 16, null),
	('opdracht', false, true, true, false, 0, 'dagdeel'),
	('docentenstage', true, false, true, false, 0, null),
	('nascholing', false, false, false, false, 0, null),
	('kenniskring', true, false, false, false, 0, null),
	('mentoring', false, true, true, false, 0, null),
	('omscholing', true, false, true, false, 18, null);
alter table activiteitsoort enable row level security;
create policy activiteitsoort_zien on activiteitsoort for select to schakel_dienst using (true);
grant select on activiteitsoort to schakel_dienst;

alter table aanvraag drop constraint aanvraag_soort_bekend;
alter table aanvraag add constraint aanvraag_soort_bekend foreign key (soort) references activiteitsoort (code);
alter table aanbod drop constraint aanbod_soort_bekend;
alter table aanbod add constraint aanbod_soort_bekend foreign key (soort) references activiteitsoort (code);
alter table termijn add constraint termijn_soort_bekend foreign key (soort) references activiteitsoort (code);
alter table gewicht_versie add constraint gewicht_versie_soort_bekend foreign key (soort) references activiteitsoort (code);

insert into termijn (id, soort, besluit_schooldagen, reactie_schooldagen, versie, gemaakt_op, gewijzigd_op)
select gen_random_uuid(), s.code, 5, case when s.periode then 10 else 5 end, 1, now(), now()
from activiteitsoort s
where not exists (select from termijn t where t.soort = s.code);

insert into gewicht_versie (soort, versie, status, gemaakt_op)
select s.code, v.versie, 'concept', timestamptz '2026-11-29 00:00:00Z'
from activiteitsoort s
cross join (values (1), (2)) v (versie)
where not exists (select from gewicht_versie w where w.soort = s.code);
insert into gewicht_factor (soort, versie, factor, gewicht)
select g.soort, g.versie, f.factor, f.gewicht
from (values
	('stage', 1, array[250, 150, 100, 300, 50, 100, 50]),
	('leerwerkplek', 1, array[250, 150, 100, 300, 50, 100, 50]),
	('opdracht', 1, array[350, 150, 150, 150, 50, 100, 50]),
	('docentenstage', 1, array[300, 50, 150, 300, 50, 100, 50]),
	('nascholing', 1, array[350, 150, 150, 150, 50, 100, 50]),
	('kenniskring', 1, array[350, 50, 150, 200, 150, 50, 50]),
	('mentoring', 1, array[300, 100, 100, 300, 50, 100, 50]),
	('omscholing', 1, array[300, 100, 100, 300, 50, 100, 50]),
	('stage', 2, array[200, 120, 70, 260, 40, 80, 40, 0, 60, 60, 40, 0, 30]),
	('leerwerkplek', 2, array[200, 120, 60, 260, 40, 70, 40, 0, 80, 60, 40, 0, 30]),
	('opdracht', 2, array[280, 120, 80, 110, 60, 80, 40, 30, 40, 60, 40, 20, 40]),
	('docentenstage', 2, array[240, 40, 100, 240, 60, 80, 40, 0, 60, 60, 50, 0, 30]),
	('nascholing', 2, array[280, 120, 100, 120, 40, 80, 40, 0, 60, 80, 50, 0, 30]),
	('kenniskring', 2, array[290, 40, 100, 160, 120, 60, 40, 0, 60, 50, 50, 0, 30]),
	('mentoring', 2, array[230, 80, 60, 210, 40, 100, 40, 0, 60, 60, 50, 30, 40]),
	('omscholing', 2, array[240, 80, 70, 240, 40, 80, 40, 0, 50, 60, 60, 0, 40])) g (soort, versie, gewichten)
cross join lateral unnest(array['thema', 'niveau', 'datum', 'reis', 'kring', 'belasting', 'behoefte', 'norm', 'vertrouwd',
	'kwaliteit', 'reactie', 'ambassadeur', 'wensen'], g.gewichten) f (factor, gewicht)
where f.gewicht is not null;
-- A version goes from draft to active, and another takes its place.
create temp table nieuw as
select s.code from activiteitsoort s
where not exists (select from gewicht_versie w where w.soort = s.code and w.status = 'actief');
update gewicht_versie v set status = 'actief' from nieuw n where v.soort = n.code and v.versie = 1;
update gewicht_versie v set status = 'vervallen' from nieuw n where v.soort = n.code and v.versie = 1;
update gewicht_versie v set status = 'actief' from nieuw n where v.soort = n.code and v.versie = 2;
drop table nieuw;

-- As 0081 has it, with the type's own word on who is with pupils.
create or replace function koppeling_risico(k koppeling) returns text[] language sql stable security definer set search_path = public, pg_temp as $$
	select array_remove(array[
		case when k.vrijwilliger_id is not null and not exists (
				select from koppeling e where e.vrijwilliger_id = k.vrijwilliger_id and e.status in ('afgerond', 'geevalueerd'))
			then 'eerste-keer' end,
		case when (select a.groepsgrootte from aanvraag a where a.id = k.aanvraag_id) = 1 then 'een-leerling' end,
		case when (select y.bij_leerlingen from activiteitsoort y where y.code = k.soort) and exists (
				select from vrijwilliger v where v.id = k.vrijwilliger_id and coalesce(v.vog_geldig_tot_datum < k.datum, true))
			then 'begeleiding' end], null)
$$;
