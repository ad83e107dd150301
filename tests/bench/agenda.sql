-- A koppeling that took place or will for each request of seed.sql, of companies; the first 522 are of the volunteer of the demo who
-- signs in, one each week of ten years. And as many places at events
-- that somebody took and gave back, with 60 that the same volunteer has.
create function bench_vul() returns void language sql as $$
	insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, bedrijf_id, vrijwilliger_id, soort, datum, dagdeel, status, score,
		factoren, alternatieven, gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_rol, school_bevestigd_op, aanbieder_bevestigd_op)
	select bench_id('8007', a.n), a.id, o.id, a.school_id, a.klas_id, case when a.n > 522 then o.bedrijf_id end, case when a.n <= 522 then v.id end,
		a.soort, current_date - 1820 + case when a.n <= 522 then a.n::int4 * 7 else a.n::int4 % 3650 end, 'ochtend', 'ingepland',
		1, '[]', '[]', 1, 1, now(), now(), 'school', now(), now()
	from (select v.*, right(v.id::text, 12)::int8 as n from aanvraag v where v.id::text like '00000000-0000-4000-8002-%') a
	join aanbod o on o.id = bench_id('8001', 1 + a.n % 100000)
	cross join (select l.vrijwilliger_id as id from lid l where l.rol = 'vrijwilliger' order by l.id limit 1) v;
	update aanvraag set status = 'gekoppeld' where id::text like '00000000-0000-4000-8002-%';
	insert into campagne (id, soort, titel, van_datum, tot_datum, soorten, doel, status, versie, gemaakt_op, gewijzigd_op)
	values (bench_id('8008', 1), 'beurs', 'Beurs', current_date - 180, current_date + 180, '{}', 1, 'actief', 1, now(), now());
	insert into plek (id, campagne_id, soort, titel, van_op, tot_op, capaciteit, bezet, goedkeuring, status, versie, gemaakt_op, gewijzigd_op)
	select bench_id('8009', n), bench_id('8008', 1), 'jury', 'Jury', d.op, d.op + interval '2 hours', 5000, 0, false, 'actief', 1, now(), now()
	from generate_series(1, 1000) n cross join lateral (select current_date - 1820 + n::int4 * 3 + time '18:00' as op) d;
	insert into inschrijving (id, plek_id, campagne_id, bedrijf_id, vrijwilliger_id, aantal, tijd, einde_op, status, versie, gemaakt_op, gewijzigd_op)
	select bench_id('800a', n), p.id, p.campagne_id, case when n > 60 then o.bedrijf_id end, case when n <= 60 then v.id end, 1,
		tstzrange(p.van_op, p.tot_op), p.tot_op, case when n > 60 then 'geannuleerd' else 'bevestigd' end, 1, now(), now()
	from generate_series(1, 100000) n
	join plek p on p.id = bench_id('8009', case when n <= 60 then n * 16 else 1 + (n + n / 1000) % 1000 end)
	join aanbod o on o.id = bench_id('8001', 1 + n % 100000)
	cross join (select l.vrijwilliger_id as id from lid l where l.rol = 'vrijwilliger' order by l.id limit 1) v;
$$;
set session_replication_role = replica;
select bench_vul();
set session_replication_role = origin;
vacuum analyze;
