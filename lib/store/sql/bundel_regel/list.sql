-- The things that a step is taken with, in their order.
-- in: bundel_id uuid
-- out: volgnummer int4, ding_id uuid, aanvraag_id uuid, status text, code text?, uitleg text?, versie int8, vorige_account_id uuid?,
--      vrijwilliger_id uuid?
-- rows: many
-- index: bundel_regel_uniek, koppeling_uniek
select r.volgnummer, r.ding_id, r.aanvraag_id, r.status, r.code, r.uitleg, r.versie, r.vorige_account_id,
	k.vrijwilliger_id
from bundel_regel r
left join koppeling k on k.id = r.ding_id
where r.bundel_id = :bundel_id::uuid
order by r.volgnummer
