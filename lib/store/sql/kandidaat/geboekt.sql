-- The half-days from a date on for which persons are booked, of many at once, by a match or at an event, and where they are then: of each
-- match of which that is known the half-day, from and to in minutes after midnight, and x and y on the Dutch grid.
-- in: vrijwilligers uuid[], vanaf date
-- out: vrijwilliger_id uuid, tijdvakken int4[], verblijven int4[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- seqscan: activiteitsoort has a row for each type
-- index: vrijwilliger_niet_dubbel_geboekt, inschrijving_agenda_van_vrijwilliger
with les as (
	select k.vrijwilliger_id, array_agg(e.getal order by e.getal) filter (where e.plek = 0) as tijdvakken,
		coalesce(array_agg(e.getal order by k.datum, k.dagdeel, e.plek) filter (where e.plek > 0), '{}') as verblijven
	from koppeling k
	left join lateral koppeling_verblijf(k) p on true
	cross join lateral (
		select 0 as plek, halve_dag(k.datum, d.dagdeel) as getal from (values (k.dagdeel), (k.uitloop)) d (dagdeel) where d.dagdeel is not null
		union all
		select x.plek, x.getal
		from (values (1, halve_dag(k.datum, k.dagdeel)), (2, p.van), (3, p.tot), (4, p.rd_x), (5, p.rd_y)) x (plek, getal)
		where p.rd_x is not null
	) e
	where k.vrijwilliger_id = any (:vrijwilligers::uuid[]) and koppeling_loopt(k.status) and k.datum >= :vanaf::date
	group by k.vrijwilliger_id
), evenement as (
	select i.vrijwilliger_id, array_agg(d.halve_dag order by d.halve_dag) as tijdvakken
	from inschrijving i
	cross join lateral unnest(tijd_halve_dagen(i.tijd)) d (halve_dag)
	where i.vrijwilliger_id = any (:vrijwilligers::uuid[]) and i.status in ('gevraagd', 'bevestigd') and i.einde_op >= :vanaf::date
	group by i.vrijwilliger_id
)
select coalesce(l.vrijwilliger_id, e.vrijwilliger_id) as vrijwilliger_id,
	coalesce(l.tijdvakken, '{}') || coalesce(e.tijdvakken, '{}') as tijdvakken, coalesce(l.verblijven, '{}') as verblijven
from les l
full join evenement e on e.vrijwilliger_id = l.vrijwilliger_id
order by 1
