-- What stands in the agreement about a match that runs over a period, for its sides: staff all, a teacher those of its own requests.
-- in: id uuid, alle bool, docent_id uuid, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid
-- out: soort text, status text, datum date, einde_datum date, weken int4?, dagen_per_week int4?, uren_per_dag int4?, leeftijd_min int4?, crebo int4?,
--      onderwerp text, titel text, klas text, school_naam text, school_plaats text?, bedrijf_naam text?, bedrijf_straat text?,
--      bedrijf_plaats text?, vrijwilliger_id uuid?, begeleider text?, bescherming text[], wet_uren_per_dag int4?, wet_uren_per_week int4?, wet_bron text?
-- rows: maybe
-- seqscan: arbeidstijd and activiteitsoort have a row for an age and a type
-- index: koppeling_uniek, aanvraag_uniek, school_uniek, klas_uniek, aanbod_uniek, bedrijf_uniek, vrijwilliger_uniek
select o.soort, k.status, k.datum, k.einde_datum, k.weken, a.dagen_per_week, a.uren_per_dag, a.leeftijd_min, a.crebo, a.onderwerp, o.titel,
	c.naam as klas, s.naam as school_naam, s.plaats as school_plaats, b.naam as bedrijf_naam, nullif(concat_ws(' ', b.straat, b.huisnummer || coalesce(b.toevoeging, '')), '') as bedrijf_straat,
	b.plaats as bedrijf_plaats, k.vrijwilliger_id, case when v.beperkt_op is null then v.naam end as begeleider, o.bescherming,
	w.uren_per_dag as wet_uren_per_dag, w.uren_per_week as wet_uren_per_week, w.bron as wet_bron
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
join activiteitsoort y on y.code = a.soort
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
join aanbod o on o.id = k.aanbod_id
left join bedrijf b on b.id = k.bedrijf_id
left join vrijwilliger v on v.id = k.vrijwilliger_id
left join lateral (select t.uren_per_dag, t.uren_per_week, t.bron
	from arbeidstijd t
	where y.erkenning and t.leeftijd_van <= coalesce(a.leeftijd_min, y.leeftijd) and t.vanaf_datum <= k.datum
	order by t.leeftijd_van desc, t.vanaf_datum desc
	limit 1) w on true
where k.id = :id::uuid
	and (:alle::bool or k.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid
		or k.bedrijf_id = :bedrijf_id::uuid or k.vrijwilliger_id = :vrijwilliger_id::uuid
		or k.kring_id = :kring_id::uuid)
