-- What a link asks, who is asked with it and what the school asks; `open`: yes still counts. What the class travels for is at the company, all else at the school.
-- in: token_hash bytea, nu timestamptz
-- out: soort text, titel text, school_naam text, klas text, onderwerp text, toelichting text?, leerdoel text?, voorkennis text?, niveau int8, taal text, groepsgrootte int4, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, straat text?, huisnummer int4?, toevoeging text?, postcode text?, plaats text?, verloopt_op timestamptz, open bool
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: maybe
-- seqscan: activiteitsoort has a row for each type
-- index: invaller_token_uniek, invalvraag_uniek, aanvraag_uniek, aanbod_uniek, school_uniek, klas_uniek, bedrijf_uniek, vrijwilliger_uniek, koppeling_een_lopende_per_aanvraag
select o.soort, o.titel, s.naam as school_naam, c.naam as klas, q.onderwerp, q.toelichting, q.leerdoel, q.voorkennis, q.niveau, q.taal, q.groepsgrootte,
	v.datum, v.dagdeel, lower(dagdeel_tijdvak(v.datum, v.dagdeel)) as van_op, upper(dagdeel_tijdvak(v.datum, v.dagdeel)) as tot_op,
	case when y.klas_reist then b.straat else s.straat end as straat,
	case when y.klas_reist then b.huisnummer else s.huisnummer end as huisnummer,
	case when y.klas_reist then b.toevoeging else s.toevoeging end as toevoeging,
	case when y.klas_reist then b.postcode else s.postcode end as postcode,
	case when y.klas_reist then b.plaats else s.plaats end as plaats, i.verloopt_op,
	v.status = 'open' and i.status in ('gevraagd', 'nee') and w.stil_sinds is null and w.beperkt_op is null
		and not exists (select from koppeling n where n.aanvraag_id = v.aanvraag_id and koppeling_loopt(n.status)) as open
from invaller i
join invalvraag v on v.id = i.invalvraag_id
join aanvraag q on q.id = v.aanvraag_id
join aanbod o on o.id = i.aanbod_id
join activiteitsoort y on y.code = o.soort
join school s on s.id = v.school_id
join klas c on c.id = q.klas_id
left join vrijwilliger w on w.id = o.vrijwilliger_id
left join bedrijf b on b.id = coalesce(o.bedrijf_id, w.bedrijf_id)
where i.token_hash = :token_hash::bytea
	and i.verloopt_op > :nu::timestamptz
