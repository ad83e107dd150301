-- The next of what staff pinned or ruled out for a request, also what was withdrawn.
-- in: aanvraag_id uuid, na_id uuid, aantal int8
-- out: id uuid, aanvraag_id uuid, soort text, aanbod_id uuid?, vrijwilliger_id uuid?, bedrijf_id uuid?, reden text, toelichting text?,
--      gemaakt_op timestamptz, ingetrokken_op timestamptz?, versie int8
-- rows: many
-- index: ingreep_op_aanvraag
select i.id, i.aanvraag_id, i.soort, i.aanbod_id, i.vrijwilliger_id, i.bedrijf_id, i.reden, i.toelichting, i.gemaakt_op,
	i.ingetrokken_op, i.versie
from ingreep i
where i.aanvraag_id = :aanvraag_id::uuid
	and i.id > :na_id::uuid
order by i.id
limit :aantal::int8
