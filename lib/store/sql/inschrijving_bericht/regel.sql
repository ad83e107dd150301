-- What a letter says of one booking: a place at an event, or a facility (no soort, its place for the campaign). Of a class its level in the school year of that day; of a
-- facility that is for a match of the school, the class of that. By case and not coalesce, which would read whole tables behind the policies.
-- in: boeking_id uuid
-- out: soort text?, titel text, campagne text, datum date, uren text, klas text?, naam text?, eenheid text?, aantal int4, niveau int8?, verloopt_op timestamptz?
-- rows: maybe
-- index: inschrijving_uniek, plek_uniek, klas_uniek, klas_jaar_uniek, school_uniek, reservering_uniek, faciliteit_uniek, koppeling_op_school, bedrijf_uniek, vrijwilliger_uniek
select p.soort, coalesce(p.titel, f.titel) as titel, coalesce(c.titel, f.plaats) as campagne,
	coalesce(i.datum, r.datum) as datum,
	to_char(coalesce(p.van_op, lower(h.tijd)) at time zone 'Europe/Amsterdam', 'HH24:MI - ')
		|| to_char(coalesce(p.tot_op, upper(h.tijd)) at time zone 'Europe/Amsterdam',
			case when p.tot_op >= p.van_op + interval '1 day' then 'FMDD-FMMM-YYYY ' else '' end || 'HH24:MI') as uren,
	k.naam as klas, coalesce(s.naam, o.naam, v.naam) as naam, f.eenheid, coalesce(i.aantal, r.aantal) as aantal, j.niveau,
	coalesce(i.verloopt_op, r.verloopt_op) as verloopt_op
from (values (:boeking_id::uuid)) b (id)
left join inschrijving i on i.id = b.id
left join plek p on p.id = i.plek_id
left join campagne c on c.id = p.campagne_id
left join reservering r on r.id = b.id
left join faciliteit f on f.id = r.faciliteit_id
left join koppeling m on m.id = r.koppeling_id and m.school_id = r.school_id
left join klas k on k.id = case when i.id is not null then i.klas_id else m.klas_id end
left join lateral (
	select x.niveau
	from klas_jaar x
	where x.klas_id = k.id and x.schooljaar <= schooljaar(coalesce(i.datum, r.datum))
	order by x.schooljaar desc
	limit 1
) j on true
left join lateral dagdeel_tijdvak(r.datum, r.dagdeel) h (tijd) on true
left join school s on s.id = case when i.id is not null then i.school_id else r.school_id end
left join bedrijf o on o.id = case when i.id is not null then i.bedrijf_id else r.bedrijf_id end
left join vrijwilliger v on v.id = i.vrijwilliger_id
where coalesce(i.id, r.id) is not null
