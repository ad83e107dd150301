-- A koppeling that waits for a decision for each request of seed.sql, of a company of a circle or of none; every tenth is assigned.
create function bench_vul() returns void language sql as $$
	insert into kring (id, naam, gemeenten, versie, gemaakt_op, gewijzigd_op)
	select bench_id('8008', n), 'Benchkring ' || n, '{9901}', 1, now(), now() from generate_series(1, 20) n;
	update bedrijf b set kring_id = bench_id('8008', 1 + right(b.id::text, 4)::int8 % 20) where b.bron = 'bench';
	insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, bedrijf_id, vrijwilliger_id, kring_id, soort, datum, dagdeel, status,
		score, factoren, alternatieven, gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_rol, verloopt_op)
	select bench_id('8007', a.n), a.id, o.id, a.school_id, a.klas_id, o.bedrijf_id, null, b.kring_id, a.soort, current_date + 30, 'ochtend', 'voorgesteld',
		1, '[]', '[]', 1, 1, now() - a.n % 60 * interval '1 day', now() - a.n % 60 * interval '1 day', 'school', now() + a.n * interval '1 minute'
	from (select v.*, right(v.id::text, 12)::int8 as n from aanvraag v where v.id::text like '00000000-0000-4000-8002-%') a
	join aanbod o on o.id = bench_id('8001', 1 + a.n % 100000)
	join bedrijf b on b.id = o.bedrijf_id;
	select werkvoorraad_zet(k, 'voorstel', k.gewijzigd_op, k.verloopt_op) from koppeling k where k.id::text like '00000000-0000-4000-8007-%';
	-- The supply in memory has no part in this.
	update aanvraag set status = 'gekoppeld' where id::text like '00000000-0000-4000-8002-%';
$$;
set session_replication_role = replica;
select bench_vul();
update werkvoorraad w set toegewezen_aan = (select l.account_id from lid l where l.rol = 'medewerker' order by l.id limit 1)
where right(w.id::text, 1) = '7';
set session_replication_role = origin;
vacuum analyze;
