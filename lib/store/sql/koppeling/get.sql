-- The matches of these ids that the caller may see, in order of id: staff all, a teacher those of its own requests, a circle
-- those of its companies and people, the others those of which they are a side. The factors were kept with
-- their sentence in two languages, redenNl and redenEn: the one that is asked is given. The telephone
-- number of a volunteer is for staff, its company and itself, and for others when it said yes to
-- that (akkoord).
-- in: ids uuid[], alle bool, docent_id uuid, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid, reden text
-- out: id uuid, aanvraag_id uuid, aanbod_id uuid, school_id uuid, school_naam text, klas text, onderwerp text, niveau int8, groepsgrootte int4, soort text, titel text, bedrijf_id uuid?, bedrijf_naam text?, vrijwilliger_id uuid?, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, tot_datum date, status text, score int4, factoren text, alternatieven text, gewicht_versie int4, school_bevestigd_op timestamptz?, aanbieder_bevestigd_op timestamptz?, reden text?, toelichting text?, andere_tijdvakken int4[], verloopt_op timestamptz?, risico text[], vier_ogen bool, eerste_door uuid?, eerste_op timestamptz?, aangehouden bool, reeks_id uuid?, reeks_keer int4?, school_telefoon text?, aanbieder_naam text?, vrijwilliger_email bytea?, vrijwilliger_telefoon bytea?, bedrijf_telefoon bytea?, versie int8, gemaakt_op timestamptz, gewijzigd_op timestamptz
-- rows: many
-- index: koppeling_uniek, aanvraag_uniek, school_uniek, klas_uniek, aanbod_uniek, bedrijf_uniek, vrijwilliger_uniek, tijd_uniek
select k.id, k.aanvraag_id, k.aanbod_id, k.school_id, s.naam as school_naam, c.naam as klas, a.onderwerp, a.niveau, a.groepsgrootte,
	o.soort, o.titel,
	k.bedrijf_id, b.naam as bedrijf_naam, k.vrijwilliger_id, k.datum, k.dagdeel,
	t.van_op, t.tot_op, k.einde_datum as tot_datum, k.status, k.score,
	(select coalesce(jsonb_agg(f.een - '{redenNl,redenEn}'::text[] || jsonb_build_object('reden', f.een -> :reden::text)
			order by f.plek), '[]')
		from jsonb_array_elements(k.factoren) with ordinality f (een, plek))::text as factoren, k.alternatieven::text as alternatieven, k.gewicht_versie,
	k.school_bevestigd_op, k.aanbieder_bevestigd_op, k.reden, k.toelichting, k.andere_tijdvakken,
	coalesce(k.verloopt_eerst_op, k.verloopt_op) as verloopt_op, -- the same as long as the version is
	k.risico, k.vier_ogen, k.eerste_door, k.eerste_op,
	coalesce(v.stil_sinds, v.beperkt_op) is not null as aangehouden, a.reeks_id, a.reeks_keer,
	s.telefoon as school_telefoon, coalesce(case when v.beperkt_op is null then v.naam else 'Afgeschermd' end, b.naam) as aanbieder_naam,
	case when v.beperkt_op is null then v.email end as vrijwilliger_email,
	case when v.beperkt_op is null and (:alle::bool or k.vrijwilliger_id = :vrijwilliger_id::uuid
			or k.bedrijf_id = :bedrijf_id::uuid or mag_telefoon_zien(v.id))
		then v.telefoon end as vrijwilliger_telefoon, b.telefoon as bedrijf_telefoon, k.versie, k.gemaakt_op, k.gewijzigd_op
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
join aanbod o on o.id = k.aanbod_id
left join bedrijf b on b.id = k.bedrijf_id
left join vrijwilliger v on v.id = k.vrijwilliger_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where k.id = any (:ids::uuid[])
	and (:alle::bool or k.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid
		or k.bedrijf_id = :bedrijf_id::uuid or k.vrijwilliger_id = :vrijwilliger_id::uuid
		or k.kring_id = :kring_id::uuid)
order by k.id
