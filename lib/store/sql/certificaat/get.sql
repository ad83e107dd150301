-- What stands on the certificate of a match, for who came and their company: who, what, when, where and for how long, by the word that counts
-- first of staff, the school and who came; of what ran for weeks, how many when nobody counted. Whose data stand still sees it alone.
-- in: id uuid, alle bool, bedrijf_id uuid, vrijwilliger_id uuid
-- out: naam text, titel text, soort text, datum date, einde_datum date, school_naam text, bedrijf_naam text?, minuten int4?, weken int4?, status text,
--      vrijwilliger_id uuid?, bedrijf_id uuid?
-- rows: maybe
-- index: koppeling_uniek, aanbod_uniek, school_uniek, bedrijf_uniek, vrijwilliger_uniek, uitkomst_een_per_kant, tijd_uniek
select coalesce(v.naam, b.naam) as naam, o.titel, k.soort, k.datum, k.einde_datum, s.naam as school_naam, b.naam as bedrijf_naam,
	coalesce((select u.minuten
		from uitkomst u
		where u.koppeling_id = k.id and u.minuten is not null
		order by array_position(array['medewerker', 'school', 'aanbieder'], u.kant), u.ronde desc
		limit 1), case when k.weken is null then (extract(epoch from t.tot_op - t.van_op) / 60)::int4 end) as minuten, k.weken,
	k.status, k.vrijwilliger_id, k.bedrijf_id
from koppeling k
join aanbod o on o.id = k.aanbod_id
join school s on s.id = k.school_id
left join bedrijf b on b.id = k.bedrijf_id
left join vrijwilliger v on v.id = k.vrijwilliger_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where k.id = :id::uuid
	and (:alle::bool or k.bedrijf_id = :bedrijf_id::uuid or k.vrijwilliger_id = :vrijwilliger_id::uuid)
	and (v.beperkt_op is null or k.vrijwilliger_id = :vrijwilliger_id::uuid)
