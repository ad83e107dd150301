-- What a school, or the teacher who asked, may rate: a match of its own, how far it is, and the kit that it used.
-- in: koppeling_id uuid, school_id uuid, docent_id uuid
-- out: status text, lespakket_id uuid?
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek
select k.status, k.lespakket_id
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
where k.id = :koppeling_id::uuid
	and (k.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid)
