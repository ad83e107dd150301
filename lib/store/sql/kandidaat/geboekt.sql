-- The half-days from a date on for which persons are booked, of many at once.
-- in: vrijwilligers uuid[], vanaf date
-- out: vrijwilliger_id uuid, tijdvakken int4[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- index: vrijwilliger_niet_dubbel_geboekt
select k.vrijwilliger_id, array_agg((k.datum - date '1970-01-01') * 3
	+ case k.dagdeel when 'ochtend' then 0 when 'middag' then 1 else 2 end) as tijdvakken
from koppeling k
where k.vrijwilliger_id = any (:vrijwilligers::uuid[]) and koppeling_loopt(k.status) and k.datum >= :vanaf::date
group by k.vrijwilliger_id
order by k.vrijwilliger_id
