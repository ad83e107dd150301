-- What a link is about that was not used: what, when, where, who and what the school asks, whether its match waits for an answer, and which
-- half-days of its series behind it do as well. What the class travels for is at the company, all else at the school.
-- in: token_hash bytea, nu timestamptz
-- out: soort text, titel text, vrijwilliger_naam text, school_naam text, klas text, onderwerp text, toelichting text?, leerdoel text?, voorkennis text?, niveau int8, taal text, groepsgrootte int4, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, straat text?, huisnummer int4?, toevoeging text?, postcode text?, plaats text?, verloopt_op timestamptz, wacht bool, volgende int4[]
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: maybe
-- seqscan: activiteitsoort has a row for each type
-- index: antwoordlink_uniek, koppeling_uniek, aanvraag_uniek, aanvraag_een_per_keer, aanbod_uniek, vrijwilliger_uniek, school_uniek, klas_uniek, bedrijf_uniek, tijd_uniek
select o.soort, o.titel, v.naam as vrijwilliger_naam, s.naam as school_naam, c.naam as klas,
	q.onderwerp, q.toelichting, q.leerdoel, q.voorkennis, q.niveau, q.taal, q.groepsgrootte, k.datum, k.dagdeel,
	t.van_op, t.tot_op,
	case when y.klas_reist then b.straat else s.straat end as straat,
	case when y.klas_reist then b.huisnummer else s.huisnummer end as huisnummer,
	case when y.klas_reist then b.toevoeging else s.toevoeging end as toevoeging,
	case when y.klas_reist then b.postcode else s.postcode end as postcode,
	case when y.klas_reist then b.plaats else s.plaats end as plaats, l.verloopt_op,
	k.status = 'goedgekeurd' and v.stil_sinds is null as wacht,
	array(select halve_dag(n.datum, n.dagdeel)
		from aanvraag a
		join koppeling n on n.aanvraag_id = a.id and n.aanbod_id = k.aanbod_id and koppeling_loopt(n.status)
		where a.reeks_id = q.reeks_id
			and a.reeks_keer > q.reeks_keer
			and n.status = 'goedgekeurd'
			and n.aanbieder_bevestigd_op is null
		order by a.reeks_keer) as volgende
from antwoordlink l
join koppeling k on k.id = l.koppeling_id
join aanvraag q on q.id = k.aanvraag_id
join aanbod o on o.id = k.aanbod_id
join activiteitsoort y on y.code = o.soort
join vrijwilliger v on v.id = k.vrijwilliger_id
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
left join bedrijf b on b.id = k.bedrijf_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where l.token_hash = :token_hash::bytea
	and l.verloopt_op > :nu::timestamptz
	and l.gebruikt_op is null
