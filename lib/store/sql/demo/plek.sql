-- The places at the events of the region, each on a Tuesday evening two weeks after its campaign begins.
-- in: demo text, nu timestamptz
-- rows: none
insert into plek (id, campagne_id, soort, titel, plaats, bedrijf_id, van_op, tot_op, capaciteit, bezet, goedkeuring, status,
	versie, gemaakt_op, gewijzigd_op)
select x.id, c.id, x.soort, x.titel, x.plaats, x.bedrijf_id, (d.datum + x.van) at time zone 'Europe/Amsterdam', (d.datum + x.tot) at time zone 'Europe/Amsterdam',
	x.capaciteit, 0, x.goedkeuring, 'actief', 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'plekken')
	as x (id uuid, campagne_id uuid, soort text, titel text, plaats text, bedrijf_id uuid, van time, tot time, capaciteit int4, goedkeuring bool)
join campagne c on c.id = x.campagne_id
cross join lateral (select date_trunc('week', c.van_datum + 14)::date + 1 as datum) d
on conflict do nothing
