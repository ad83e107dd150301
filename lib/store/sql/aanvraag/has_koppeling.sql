-- Whether a match for a request is running, and whether so many pupils fit with what it has: the offers' groups and the adults of the request. What goes on for
-- weeks takes places for each.
-- in: id uuid, groepsgrootte int4
-- out: loopt bool, past bool
-- rows: one
-- index: koppeling_een_lopende_per_aanvraag, aanvraag_uniek, aanbod_uniek
select count(*) > 0 as loopt,
	coalesce(bool_and(a.weken is null and :groepsgrootte::int4 between o.groep_min and o.groep_max
		and (o.leerlingen_per_begeleider is null or a.begeleiders is null
			or a.begeleiders * o.leerlingen_per_begeleider >= :groepsgrootte::int4)), true) as past
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
join aanbod o on o.id = k.aanbod_id
where k.aanvraag_id = :id::uuid and koppeling_loopt(k.status)
