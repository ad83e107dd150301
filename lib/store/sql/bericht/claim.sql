-- What is to be told longest, with its match, for the worker that asks. What somebody has in hand is left out, so that no step comes between.
-- A school is told at once of all stops of a rondgang of which it is time, by whoever has the first of them; else it is about this match alone.
-- in: nu timestamptz
-- out: koppeling_id uuid, kant text, brief text, op timestamptz, soort text, titel text, bedrijf_naam text?, klas text, school_naam text, datum date, tot_datum date,
--      dagdeel text, van_op timestamptz, tot_op timestamptz, verloopt_op timestamptz?, alleen bool
-- rows: maybe
-- index: bericht_te_schrijven, bericht_een_per_kant, koppeling_op_aanvraag, koppeling_uniek, aanbod_uniek, bedrijf_uniek, klas_uniek, school_uniek, tijd_uniek
select b.koppeling_id, b.kant, b.brief, b.op, k.soort, h.titel, h.bedrijf_naam, g.naam as klas, s.naam as school_naam, k.datum,
	k.einde_datum as tot_datum, h.dagdeel, h.van_op, h.tot_op, k.verloopt_op,
	k.halte = 0 or b.kant <> 'school' as alleen
from bericht b
join koppeling k on k.id = b.koppeling_id
join school s on s.id = k.school_id
join klas g on g.id = k.klas_id
cross join lateral (
	select string_agg(o.titel, '", "' order by m.halte) as titel, string_agg(w.naam, ', ' order by m.halte) as bedrijf_naam,
		(array_agg(m.dagdeel order by m.halte))[1] as dagdeel,
		min(coalesce(t.begint_op, lower(m.tijdvak))) as van_op, max(coalesce(t.eindigt_op, upper(m.tijdvak))) as tot_op
	from koppeling m
	join bericht c on c.koppeling_id = m.id and c.kant = b.kant and c.brief = b.brief and c.op <= :nu::timestamptz
	join aanbod o on o.id = m.aanbod_id
	left join bedrijf w on w.id = m.bedrijf_id
	left join tijd t on t.id = m.id
	where m.aanvraag_id = k.aanvraag_id
		and (m.id = k.id or (b.kant = 'school' and k.halte > 0 and m.halte > 0))
) h
where b.op <= :nu::timestamptz
	and not (b.kant = 'school' and k.halte > 0 and exists (
		select
		from koppeling m
		join bericht c on c.koppeling_id = m.id and c.kant = b.kant and c.brief = b.brief and c.op <= :nu::timestamptz
		where m.aanvraag_id = k.aanvraag_id and m.halte > 0 and m.halte < k.halte))
order by b.op, b.koppeling_id
limit 1
for no key update of b, k skip locked
