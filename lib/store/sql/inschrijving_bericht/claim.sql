-- What is to be told longest of what is booked, a place at an event or a facility (no soort, its place for the campaign), for the worker that
-- asks. What somebody has in hand is left out.
-- in: nu timestamptz
-- out: boeking_id uuid, kant text, brief text, soort text?, titel text, campagne text, datum date, uren text, klas text?, naam text?, reden text?
-- rows: maybe
-- index: inschrijving_bericht_te_schrijven, inschrijving_uniek, plek_uniek, klas_uniek, school_uniek, reservering_uniek, faciliteit_uniek, bedrijf_uniek, vrijwilliger_uniek
select b.boeking_id, b.kant, b.brief, p.soort, coalesce(p.titel, f.titel) as titel, coalesce(c.titel, f.plaats) as campagne,
	coalesce(i.datum, r.datum) as datum,
	to_char(coalesce(p.van_op, lower(h.tijd)) at time zone 'Europe/Amsterdam', 'HH24:MI - ')
		|| to_char(coalesce(p.tot_op, upper(h.tijd)) at time zone 'Europe/Amsterdam',
			case when p.tot_op >= p.van_op + interval '1 day' then 'FMDD-FMMM-YYYY ' else '' end || 'HH24:MI') as uren,
	k.naam as klas, coalesce(s.naam, o.naam, v.naam) as naam, p.reden
from inschrijving_bericht b
left join inschrijving i on i.id = b.inschrijving_id
left join plek p on p.id = i.plek_id
left join campagne c on c.id = p.campagne_id
left join klas k on k.id = i.klas_id
left join reservering r on r.id = b.reservering_id
left join faciliteit f on f.id = r.faciliteit_id
left join lateral dagdeel_tijdvak(r.datum, r.dagdeel) h (tijd) on true
left join school s on s.id = coalesce(i.school_id, r.school_id)
left join bedrijf o on o.id = coalesce(i.bedrijf_id, r.bedrijf_id)
left join vrijwilliger v on v.id = i.vrijwilliger_id
where b.op <= :nu::timestamptz
order by b.op, b.boeking_id
limit 1
for no key update of b skip locked
