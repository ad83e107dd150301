-- The second version of the weights, in which the newer factors count: as lib/score/factor.c has it (a test compares them).
-- The first one stays for the matches that were made with it. Old code keeps working: it reads the table gewicht.
insert into gewicht_versie (soort, versie, status, gemaakt_op)
select v.soort, 2, 'concept', timestamptz '2026-11-28 00:00:00Z' from gewicht_versie v where v.versie = 1;
insert into gewicht_factor (soort, versie, factor, gewicht)
select g.soort, 2, f.factor, f.gewicht
from (values
	('gastles', array[230, 80, 100, 150, 70, 80, 40, 40, 40, 50, 40, 40, 40]),
	('bedrijfsbezoek', array[200, 80, 100, 200, 80, 80, 40, 50, 40, 50, 40, 0, 40]),
	('praktijkinstructie', array[270, 120, 100, 110, 40, 80, 40, 40, 40, 60, 40, 20, 40]),
	('workshop', array[230, 80, 100, 150, 70, 80, 40, 40, 40, 50, 40, 40, 40])) g (soort, gewichten)
cross join lateral unnest(array['thema', 'niveau', 'datum', 'reis', 'kring', 'belasting', 'behoefte', 'norm', 'vertrouwd',
	'kwaliteit', 'reactie', 'ambassadeur', 'wensen'], g.gewichten) f (factor, gewicht);
update gewicht_versie set status = 'vervallen' where status = 'actief';
update gewicht_versie set status = 'actief' where versie = 2;
