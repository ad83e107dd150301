-- When companies cannot receive a class that is on its way, from a day on: others are there then, or they declined this request for that day.
-- in: bedrijf_ids uuid[], aanvraag_id uuid, vanaf date
-- out: bedrijf_id uuid, datum date, van_min int4, tot_min int4
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- index: rondgang_bedrijf_een_keer, koppeling_op_aanvraag
select k.bedrijf_id, k.datum,
	(extract(epoch from (lower(k.halte_tijd) at time zone 'Europe/Amsterdam')::time) / 60)::int4 as van_min,
	(extract(epoch from (upper(k.halte_tijd) at time zone 'Europe/Amsterdam')::time) / 60)::int4 as tot_min
from koppeling k
where k.bedrijf_id = any (:bedrijf_ids::uuid[])
	and k.halte > 0
	and koppeling_loopt(k.status)
	and k.datum >= :vanaf::date
union all
select k.bedrijf_id, k.datum, 0, 24 * 60
from koppeling k
where k.aanvraag_id = :aanvraag_id::uuid
	and k.bedrijf_id = any (:bedrijf_ids::uuid[])
	and k.halte > 0
	and k.status in ('afgeslagen', 'geannuleerd')
	and k.gewijzigd_rol in ('bedrijf', 'vrijwilliger')
	and k.datum >= :vanaf::date
order by 1, 2, 3
