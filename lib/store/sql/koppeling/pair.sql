-- Who would have to be free at another half-day of a match that the caller may see, and what a letter says of it.
-- in: id uuid, alle bool, docent_id uuid, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid
-- out: aanvraag_id uuid, aanbod_id uuid, datum date, dagdeel text, status text, begint_op timestamptz, school_naam text, soort text, titel text, uren text
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, school_uniek, aanbod_uniek, tijd_uniek
select k.aanvraag_id, k.aanbod_id, k.datum, k.dagdeel, k.status, lower(k.tijdvak) as begint_op, s.naam as school_naam, o.soort, o.titel,
	concat_ws(' - ', to_char(coalesce(t.begint_op, lower(k.tijdvak)) at time zone 'Europe/Amsterdam', 'HH24:MI'),
		to_char(coalesce(t.eindigt_op, upper(k.tijdvak)) at time zone 'Europe/Amsterdam', 'HH24:MI')) as uren
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
join school s on s.id = k.school_id
join aanbod o on o.id = k.aanbod_id
left join tijd t on t.id = k.id
where k.id = :id::uuid
	and (:alle::bool or k.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid
		or k.bedrijf_id = :bedrijf_id::uuid or k.vrijwilliger_id = :vrijwilliger_id::uuid
		or k.kring_id = :kring_id::uuid)
