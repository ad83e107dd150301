-- What a link is about that was not used: what, when, where and who, and whether its match waits for an answer. What the class travels for
-- is at the company, all else at the school.
-- in: token_hash bytea, nu timestamptz
-- out: soort text, titel text, vrijwilliger_naam text, school_naam text, klas text, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, straat text?, huisnummer int4?, toevoeging text?, postcode text?, plaats text?, verloopt_op timestamptz, wacht bool
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: maybe
-- seqscan: activiteitsoort has a row for each type
-- index: antwoordlink_uniek, koppeling_uniek, aanbod_uniek, vrijwilliger_uniek, school_uniek, klas_uniek, bedrijf_uniek, tijd_uniek
select o.soort, o.titel, v.naam as vrijwilliger_naam, s.naam as school_naam, c.naam as klas, k.datum, k.dagdeel,
	coalesce(t.begint_op, lower(k.tijdvak)) as van_op, coalesce(t.eindigt_op, upper(k.tijdvak)) as tot_op,
	case when y.klas_reist then b.straat else s.straat end as straat,
	case when y.klas_reist then b.huisnummer else s.huisnummer end as huisnummer,
	case when y.klas_reist then b.toevoeging else s.toevoeging end as toevoeging,
	case when y.klas_reist then b.postcode else s.postcode end as postcode,
	case when y.klas_reist then b.plaats else s.plaats end as plaats, l.verloopt_op,
	k.status = 'goedgekeurd' and v.stil_sinds is null as wacht
from antwoordlink l
join koppeling k on k.id = l.koppeling_id
join aanbod o on o.id = k.aanbod_id
join activiteitsoort y on y.code = o.soort
join vrijwilliger v on v.id = k.vrijwilliger_id
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
left join bedrijf b on b.id = k.bedrijf_id
left join tijd t on t.id = k.id
where l.token_hash = :token_hash::bytea
	and l.verloopt_op > :nu::timestamptz
	and l.gebruikt_op is null
