-- One of what staff pinned or ruled out.
-- in: id uuid
-- out: id uuid, aanvraag_id uuid, soort text, aanbod_id uuid?, vrijwilliger_id uuid?, bedrijf_id uuid?, reden text, toelichting text?,
--      gemaakt_op timestamptz, ingetrokken_op timestamptz?, versie int8
-- rows: maybe
-- index: ingreep_uniek
select i.id, i.aanvraag_id, i.soort, i.aanbod_id, i.vrijwilliger_id, i.bedrijf_id, i.reden, i.toelichting, i.gemaakt_op,
	i.ingetrokken_op, i.versie
from ingreep i
where i.id = :id::uuid
