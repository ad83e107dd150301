-- Few people, classes, places and half-days for sixteen clients: three schools with ten classes and 48 requests, two
-- companies with caps, six volunteers, nine offers.
insert into school (id, vestigingscode, naam, soort, niveaus, zoektekst, bron, versie, gemaakt_op, gewijzigd_op)
select ('00000000-0000-7000-8000-00000001000' || n)::uuid, '00A' || n || '00', 'School ' || n, 'po', 255, 's', 'demo', 1, now(), now()
from generate_series(1, 3) n;
insert into klas (id, school_id, naam, gemaakt_op)
select ('00000000-0000-7000-8000-00000002000' || n)::uuid, ('00000000-0000-7000-8000-00000001000' || 1 + n % 3)::uuid, 'Klas ' || n, now()
from generate_series(0, 9) n;
-- All of a run is proposed within one week: more than any company may be asked for.
alter table bedrijf drop constraint bedrijf_max_voorstellen_per_week_redelijk;
insert into bedrijf (id, naam, zoektekst, bron, max_per_week, max_per_schooljaar, max_voorstellen_per_week, versie, gemaakt_op, gewijzigd_op)
select ('00000000-0000-7000-8000-00000003000' || n)::uuid, 'Bedrijf ' || n, 'b', 'demo', 6, 14, 2000000000, 1, now(), now()
from generate_series(0, 1) n;
insert into vrijwilliger (id, naam, email_open, bedrijf_id, ambassadeur, max_per_week, max_per_schooljaar, versie, gemaakt_op, gewijzigd_op)
select ('00000000-0000-7000-8000-00000004000' || n)::uuid, 'Vrijwilliger ' || n, 'v' || n || '@voorbeeld.example',
	case when n < 4 then ('00000000-0000-7000-8000-00000003000' || n % 2)::uuid end, false, 3, 7, 1, now(), now()
from generate_series(0, 5) n;
-- Offers 0 to 5 of a volunteer, 6 of a volunteer who has another one too, 7 and 8 of a company alone.
insert into aanbod (id, bedrijf_id, vrijwilliger_id, soort, titel, themas, niveaus, talen, online, groep_min, groep_max, plaatsen,
	dagdelen, van_datum, uitzonderingen, status, versie, gemaakt_op, gewijzigd_op)
select ('00000000-0000-7000-8000-00000005000' || n)::uuid,
	case when n > 6 then ('00000000-0000-7000-8000-00000003000' || n % 2)::uuid end,
	case when n < 7 then ('00000000-0000-7000-8000-00000004000' || n % 6)::uuid end,
	'gastles', 'Aanbod ' || n, '{}', 255, '{nl}', false, 1, 30, 1 + n % 3, 32767, '2026-01-01', '{}', 'actief', 1, now(), now()
from generate_series(0, 8) n;
insert into aanvraag (id, school_id, klas_id, soort, onderwerp, themas, thema_vereist, niveau, taal, groepsgrootte, van_datum, tot_datum,
	dagdelen, online_toegestaan, vog_vereist, status, versie, gemaakt_op, gewijzigd_op)
select ('00000000-0000-7000-8000-0000000600' || to_char(n, 'FM00'))::uuid, k.school_id, k.id, 'gastles', 'Aanvraag ' || n, '{}', false, 64, 'nl',
	case when n % 6 = 0 then 1 else 20 end, '2026-09-01', '2027-07-01', 32767, false, false, 'open', 1, now(), now()
from generate_series(0, 47) n
join klas k on k.id = ('00000000-0000-7000-8000-00000002000' || n % 10)::uuid;
update termijn set bijvullen_max = 20;
-- Of one pupil alone two persons approve; of all else one, so that requests find their match.
update risicoregel set vier_ogen = true where code = 'een-leerling';
