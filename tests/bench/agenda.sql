-- A koppeling that took place or will for each request of seed.sql, of companies; the first 522 are of the volunteer of the demo who
-- signs in, one each week of ten years.
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
$$;
set session_replication_role = replica;
select bench_vul();
set session_replication_role = origin;
vacuum analyze;
