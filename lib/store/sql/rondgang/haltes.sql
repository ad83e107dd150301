-- The stops of a request that run, in the order of the day: where and when, in minutes after midnight. Who may see the request is asked before.
-- in: aanvraag_id uuid
-- out: id uuid, halte int4, aanbod_id uuid, bedrijf_id uuid, plaats text?, rd_x int4?, rd_y int4?, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, van_min int4, tot_min int4,
--      status text, school_bevestigd bool, aanbieder_bevestigd bool
-- rows: many
-- index: koppeling_een_lopende_per_aanvraag, bedrijf_uniek
select k.id, k.halte, k.aanbod_id, k.bedrijf_id, b.plaats, b.rd_x, b.rd_y, k.datum, k.dagdeel, lower(k.halte_tijd) as van_op, upper(k.halte_tijd) as tot_op,
	(extract(epoch from (lower(k.halte_tijd) at time zone 'Europe/Amsterdam')::time) / 60)::int4 as van_min,
	(extract(epoch from (upper(k.halte_tijd) at time zone 'Europe/Amsterdam')::time) / 60)::int4 as tot_min,
	k.status, k.school_bevestigd_op is not null as school_bevestigd, k.aanbieder_bevestigd_op is not null as aanbieder_bevestigd
from koppeling k
join bedrijf b on b.id = k.bedrijf_id
where k.aanvraag_id = :aanvraag_id::uuid
	and k.halte > 0
	and koppeling_loopt(k.status)
order by k.halte
