-- The reminder that waits longest, with its match, for the worker that asks: of a side that has not answered. What somebody has in hand is
-- left out, so that no answer comes between.
-- in: nu timestamptz
-- out: koppeling_id uuid, kant text, soort text, titel text, bedrijf_naam text?, klas text, school_naam text, datum date, tot_datum date,
--      dagdeel text, van_op timestamptz, tot_op timestamptz, verloopt_op timestamptz
-- rows: maybe
-- index: herinnering_te_sturen, koppeling_uniek, aanbod_uniek, bedrijf_uniek, klas_uniek, school_uniek, tijd_uniek
select h.koppeling_id, h.kant, o.soort, o.titel, b.naam as bedrijf_naam, g.naam as klas, s.naam as school_naam, k.datum,
	k.einde_datum as tot_datum, k.dagdeel, t.van_op, t.tot_op, k.verloopt_op
from herinnering h
join koppeling k on k.id = h.koppeling_id
join aanbod o on o.id = k.aanbod_id
join school s on s.id = k.school_id
join klas g on g.id = k.klas_id
left join bedrijf b on b.id = k.bedrijf_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where h.gestuurd_op is null
	and h.op <= :nu::timestamptz
	-- One condition, so that what is due leads to its match, and not what was approved to what is due.
	and case when k.status <> 'goedgekeurd' or k.verloopt_op <= :nu::timestamptz then false
		when h.kant = 'school' then k.school_bevestigd_op is null else k.aanbieder_bevestigd_op is null end
order by h.op, h.koppeling_id
limit 1
for no key update of h, k skip locked
