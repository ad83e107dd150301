-- The reminder that waits longest, with its match, for the worker that asks: of a side that has not answered. What somebody has in hand is
-- left out, so that no answer comes between.
-- in: nu timestamptz
-- out: koppeling_id uuid, kant text, soort text, titel text, school_naam text, datum date, dagdeel text, verloopt_op timestamptz
-- rows: maybe
-- index: herinnering_te_sturen, koppeling_uniek, aanbod_uniek, school_uniek
select h.koppeling_id, h.kant, o.soort, o.titel, s.naam as school_naam, k.datum, k.dagdeel, k.verloopt_op
from herinnering h
join koppeling k on k.id = h.koppeling_id
join aanbod o on o.id = k.aanbod_id
join school s on s.id = k.school_id
where h.gestuurd_op is null
	and h.op <= :nu::timestamptz
	-- One condition, so that what is due leads to its match, and not what was approved to what is due.
	and case when k.status <> 'goedgekeurd' or k.verloopt_op <= :nu::timestamptz then false
		when h.kant = 'school' then k.school_bevestigd_op is null else k.aanbieder_bevestigd_op is null end
order by h.op, h.koppeling_id
limit 1
for no key update of h, k skip locked
