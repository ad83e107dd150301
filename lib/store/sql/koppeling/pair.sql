-- Who would have to be free at another half-day of a match that the caller may see, and what a letter says of it.
-- in: id uuid, alle bool, docent_id uuid, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid
-- out: aanvraag_id uuid, aanbod_id uuid, datum date, dagdeel text, uitloop text?, status text, begint_op timestamptz, eindigt_op timestamptz, tot_datum date, school_naam text, klas text, bedrijf_naam text?, soort text, titel text, halte int4
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, school_uniek, klas_uniek, bedrijf_uniek, aanbod_uniek, tijd_uniek
select k.aanvraag_id, k.aanbod_id, k.datum, k.dagdeel, k.uitloop, k.status, t.van_op as begint_op, t.tot_op as eindigt_op,
	k.einde_datum as tot_datum, s.naam as school_naam, c.naam as klas, b.naam as bedrijf_naam, o.soort, o.titel, k.halte
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
join aanbod o on o.id = k.aanbod_id
left join bedrijf b on b.id = k.bedrijf_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where k.id = :id::uuid
	and (:alle::bool or k.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid
		or k.bedrijf_id = :bedrijf_id::uuid or k.vrijwilliger_id = :vrijwilliger_id::uuid
		or k.kring_id = :kring_id::uuid)
