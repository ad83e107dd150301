-- Makes the rows of seed.sql differ: no two requests ask the same, and no two offers fit them equally well. Numbers are drawn
-- by hashing, so that every run has the same rows. Enough offers still fit each request to fill the first page.
set session_replication_role = replica;
-- A number from 0 up to m, by n and by which draw it is.
create function bench_draw(n int8, draw int, m int) returns int language sql immutable
	return (hashint8extended(n, draw) & 1073741823)::int % m;

insert into kring (id, naam, gemeenten, versie, gemaakt_op, gewijzigd_op)
select bench_id('8007', n), 'Kring ' || n, case when n <= 3 then '{9901}' else '{}' end::text[], 1, now(), now()
from generate_series(1, 12) n;

update bedrijf b set rd_x = 130000 + bench_draw(n, 1, 40000), rd_y = 494000 + bench_draw(n, 2, 40000),
	kring_id = case when bench_draw(n, 3, 3) > 0 then bench_id('8007', 1 + bench_draw(n, 4, 12)) end,
	max_per_schooljaar = case when bench_draw(n, 5, 4) = 0 then 10 + bench_draw(n, 6, 30) end
from generate_series(1, :active) n
where b.id = bench_id('8005', n);

update vrijwilliger v set rd_x = b.rd_x + bench_draw(n, 11, 6000) - 3000, rd_y = b.rd_y + bench_draw(n, 12, 6000) - 3000,
	ambassadeur = bench_draw(n, 13, 5) = 0, opleiding = 1::int8 << (40 + bench_draw(n, 14, 8)),
	leeftijdsgroep = (array['tot-20', '20-24', '25-29', '30-39', 'vanaf-40'])[1 + bench_draw(n, 15, 5)],
	max_per_week = case when bench_draw(n, 16, 2) = 0 then 1 + bench_draw(n, 17, 3) end,
	max_per_schooljaar = case when bench_draw(n, 18, 2) = 0 then 4 + bench_draw(n, 19, 20) end
from generate_series(1, :active) n, bedrijf b
where v.id = bench_id('8006', n) and b.id = v.bedrijf_id;

insert into bezetting (houder, soort, periode, bezet)
select h.houder, 'schooljaar', schooljaar(current_date) + j, 1 + bench_draw(n, 20 + j, 3)
from generate_series(1, :active) n
cross join lateral (values (bench_id('8005', n)), (bench_id('8006', n))) h (houder)
cross join generate_series(0, 1) j
where bench_draw(n, 22, 2) = 0;

insert into telling (houder, cijfers, cijfer_som, gevraagd, op_tijd)
select bench_id('8006', n), c.cijfers, c.cijfers * (100 + bench_draw(n, 31, 400)), c.cijfers + 2, c.cijfers
from generate_series(1, :active) n
cross join lateral (select bench_draw(n, 32, 12) as cijfers) c
where c.cijfers > 2;

update aanbod a set themas = array(select t.code from (select code, row_number() over (order by code) as k from thema) t
		where t.k in (1 + bench_draw(n, 41, 60), 1 + bench_draw(n, 42, 60))),
	niveaus = (256 - (1::int8 << bench_draw(n, 43, 7))) | (((1::int8 << bench_draw(n, 44, 12)) - 1) << 8),
	talen = case when bench_draw(n, 45, 6) = 0 then '{nl}' else '{nl,en}' end::text[],
	reisafstand_m = 15000 + bench_draw(n, 46, 30000), groep_max = 24 + bench_draw(n, 47, 12),
	dagdelen = (1 + bench_draw(n, 48, 32766)) | 1024,
	uitzonderingen = array(select distinct (current_date - date '1970-01-01') * 3 + bench_draw(n * 16 + u, 49, 1000)
		from generate_series(1, 12) u order by 1)
from generate_series(1, :active) n
where a.id = bench_id('8001', n);

update school s set rd_x = 135000 + bench_draw(n, 51, 30000), rd_y = 499000 + bench_draw(n, 52, 30000)
from generate_series(1, 200) n
where s.id = bench_id('8003', n);

update aanvraag a set themas = array(select t.code from (select code, row_number() over (order by code) as k from thema) t
		where t.k in (1 + bench_draw(n, 61, 60), 1 + bench_draw(n, 62, 60))),
	niveau = 1::int8 << (6 + bench_draw(n, 63, 2)), groepsgrootte = 14 + bench_draw(n, 64, 12),
	taal = case when bench_draw(n, 65, 10) = 0 then 'en' else 'nl' end,
	van_datum = current_date + 3 + bench_draw(n, 66, 60), tot_datum = current_date + 120 + bench_draw(n, 67, 240),
	dagdelen = (1 + bench_draw(n, 68, 32766)) | 1024, voorkeur = (array['geen', 'vertrouwd', 'nieuw'])[1 + bench_draw(n, 69, 3)],
	wens_dagdelen = case when bench_draw(n, 70, 2) = 0 then 1 + bench_draw(n, 71, 32767) else 0 end,
	gemaakt_door = (select l.account_id from lid l where l.rol = 'docent' order by l.id limit 1)
from generate_series(1, :requests) n
where a.id = bench_id('8002', n);
set session_replication_role = origin;
vacuum analyze;
