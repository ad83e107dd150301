-- What a school, or the teacher who asked, may rate: a match of its own, how far it is, and the kit that its offer uses.
-- in: koppeling_id uuid, school_id uuid, docent_id uuid
-- out: status text, lespakket_id uuid?
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, aanbod_uniek
select k.status, o.lespakket_id
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
join aanbod o on o.id = k.aanbod_id
where k.id = :koppeling_id::uuid
	and (k.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid)
