-- Tasks by id.
-- in: ids uuid[]
-- out: id uuid, aanvraag_id uuid, koppeling_id uuid?, account_id uuid, eigenaar_id uuid?, tekst text, voor_datum date?, klaar_op timestamptz?,
--      gemaakt_op timestamptz, versie int8
-- rows: many
-- index: taak_uniek
select t.id, t.aanvraag_id, t.koppeling_id, t.account_id, t.eigenaar_id, t.tekst, t.voor_datum, t.klaar_op, t.gemaakt_op, t.versie
from taak t
where t.id = any (:ids::uuid[])
order by t.id
