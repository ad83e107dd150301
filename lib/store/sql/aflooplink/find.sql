-- What a link is about, what the school asks, where it is, the times of its series that still come, and who tells by it: none of somebody whose
-- data stand still. What the class travels for is at the company, all else at the school.
-- in: token_hash bytea, nu timestamptz
-- out: koppeling_id uuid, vrijwilliger_id uuid, account_id uuid?, verloopt_op timestamptz, soort text, titel text, vrijwilliger_naam text,
--      school_naam text, school_telefoon text?, klas text, onderwerp text, toelichting text?, leerdoel text?, voorkennis text?, niveau int8, taal text,
--      groepsgrootte int4, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, straat text?, huisnummer int4?,
--      toevoeging text?, postcode text?, plaats text?, keren int4[]
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: maybe
-- seqscan: activiteitsoort has a row for each type
-- index: aflooplink_uniek, koppeling_uniek, aanvraag_uniek, aanvraag_een_per_keer, aanbod_uniek, school_uniek, klas_uniek, lid_vrijwilliger_een_account, vrijwilliger_uniek, bedrijf_uniek, tijd_uniek
select l.koppeling_id, k.vrijwilliger_id,
	(select d.account_id from lid d where d.vrijwilliger_id = k.vrijwilliger_id and d.status = 'actief') as account_id,
	greatest(l.verloopt_op, t.einde_op + interval '28 days') as verloopt_op, o.soort, o.titel, v.naam as vrijwilliger_naam,
	s.naam as school_naam, s.telefoon as school_telefoon, c.naam as klas,
	q.onderwerp, q.toelichting, q.leerdoel, q.voorkennis, q.niveau, q.taal, q.groepsgrootte,
	k.datum, k.dagdeel, t.van_op, t.tot_op,
	case when y.klas_reist then b.straat else s.straat end as straat,
	case when y.klas_reist then b.huisnummer else s.huisnummer end as huisnummer,
	case when y.klas_reist then b.toevoeging else s.toevoeging end as toevoeging,
	case when y.klas_reist then b.postcode else s.postcode end as postcode,
	case when y.klas_reist then b.plaats else s.plaats end as plaats,
	array(select halve_dag(n.datum, n.dagdeel)
		from aanvraag a
		join koppeling n on n.aanvraag_id = a.id and n.aanbod_id = k.aanbod_id
		where a.reeks_id = q.reeks_id and n.status = 'ingepland' and lower(n.tijdvak) > :nu::timestamptz
		order by n.datum, n.dagdeel) as keren
from aflooplink l
join koppeling k on k.id = l.koppeling_id
join aanvraag q on q.id = k.aanvraag_id
join vrijwilliger v on v.id = k.vrijwilliger_id
join aanbod o on o.id = k.aanbod_id
join activiteitsoort y on y.code = o.soort
left join bedrijf b on b.id = k.bedrijf_id
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where l.token_hash = :token_hash::bytea
	and greatest(l.verloopt_op, t.einde_op + interval '28 days') > :nu::timestamptz
	and l.verloopt_op > l.gemaakt_op -- it was not ended
	and v.stil_sinds is null
