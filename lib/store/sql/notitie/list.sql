-- The next notes of a request by id; or one of them.
-- in: aanvraag_id uuid, id uuid?, na_id uuid, aantal int8
-- out: id uuid, aanvraag_id uuid, koppeling_id uuid?, account_id uuid, tekst text, gemaakt_op timestamptz, versie int8
-- rows: many
-- index: notitie_op_aanvraag
select n.id, n.aanvraag_id, n.koppeling_id, n.account_id, n.tekst, n.gemaakt_op, n.versie
from notitie n
where n.aanvraag_id = :aanvraag_id::uuid
	and n.id > :na_id::uuid
	and (:id::uuid is null or n.id = :id::uuid)
order by n.id
limit :aantal::int8
