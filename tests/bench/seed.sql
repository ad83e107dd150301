-- Rows for the benchmarks beside the demo. Ids are numbers in the shape of a uuid, so that wrk.lua can make them.
-- Variables: offers (rows of aanbod in all), active (the first so many are active: the supply that a proposal is
-- ranked against), requests (rows of aanvraag, each for a class of its own).
-- Every active offer is of a person of a company of its own, without caps, and fits every request of its type. The others are of
-- a company alone: reading them tells of nobody, and leaves nothing in the audit.
-- The triggers of audit and outbox are for changes; these rows were always there.
set session_replication_role = replica;
create function bench_id(kind text, n int8) returns uuid language sql immutable
	return ('00000000-0000-4000-' || kind || '-' || lpad(n::text, 12, '0'))::uuid;
create function bench_soort(n int8) returns text language sql immutable
	return (array['gastles', 'bedrijfsbezoek', 'praktijkinstructie', 'workshop'])[1 + n % 4];

insert into school (id, vestigingscode, naam, soort, straat, huisnummer, plaats, gemeente_code, vakantieregio, telefoon,
	leerlingen, niveaus, rd_x, rd_y, vog_vereist, max_open_aanvragen, zoektekst, bron, versie, gemaakt_op, gewijzigd_op)
select bench_id('8003', n), to_char(n, 'FM0000') || '99', 'School ' || n, 'po', 'Laan', n, 'Meerwaard', '9901', 'noord',
	'+31880000000', 200, (1::int8 << 49) - 1, 150000 + n::int4 % 1000, 514000, false, 10000, 'school ' || n, 'bench', 1, now(), now()
from generate_series(1, 200) n;

insert into klas (id, school_id, naam, gemaakt_op)
select bench_id('8004', n), bench_id('8003', 1 + n % 200), 'Klas ' || n, now()
from generate_series(1, :requests) n;

insert into bedrijf (id, naam, straat, huisnummer, plaats, gemeente_code, rd_x, rd_y, zoektekst, bron, versie, gemaakt_op,
	gewijzigd_op)
select bench_id('8005', n), 'Bedrijf ' || n, 'Werkplaats', n, 'Meerwaard', '9901', 150000, 514000 + n::int4, 'bedrijf ' || n,
	'bench', 1, now(), now()
from generate_series(1, :active) n;

insert into vrijwilliger (id, naam, email_open, telefoon_open, bedrijf_id, rd_x, rd_y, ambassadeur, versie, gemaakt_op, gewijzigd_op)
select bench_id('8006', n), 'Vrijwilliger ' || n, 'v' || n || '@bench.example', '+31600000000', bench_id('8005', n), 150000,
	514000 + n::int4, false, 1, now(), now()
from generate_series(1, :active) n;

insert into aanbod (id, bedrijf_id, vrijwilliger_id, soort, titel, omschrijving, themas, niveaus, talen, online, reisafstand_m,
	groep_min, groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, status, versie, gemaakt_op, gewijzigd_op)
select bench_id('8001', n), bench_id('8005', 1 + (n - 1) % :active), case when n <= :active then bench_id('8006', n) end, bench_soort(n - 1),
	'Aanbod ' || n, 'Een les die de klas laat zien hoe een bedrijf in de buurt werkt, met iets om zelf te maken.',
	array['robots-programmeren', 'automatisering'], 192, array['nl', 'en'], false, 40000, 1, 32, 100, 32767,
	current_date - 30, '{}', case when n <= :active then 'actief' else 'gepauzeerd' end, 1, now(), now()
from generate_series(1, :offers) n;

insert into aanvraag (id, school_id, klas_id, soort, onderwerp, themas, thema_vereist, niveau, taal, groepsgrootte, van_datum,
	tot_datum, dagdelen, max_afstand_m, online_toegestaan, vog_vereist, status, versie, gemaakt_op, gewijzigd_op)
select bench_id('8002', n), bench_id('8003', 1 + n % 200), bench_id('8004', n), bench_soort((n - 1) % :active), 'Onderwerp ' || n,
	array['automatisering'], false, 128, 'nl', 26, current_date + 7, current_date + 367, 32767, 40000, false, false, 'open', 1,
	now(), now()
from generate_series(1, :requests) n;
set session_replication_role = origin;
vacuum analyze;
