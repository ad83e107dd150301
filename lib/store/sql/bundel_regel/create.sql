-- One of the things that a step is taken with.
-- in: bundel_id uuid, volgnummer int4, ding_id uuid, aanvraag_id uuid, status text, code text?, uitleg text?, versie int8,
--     vorige_account_id uuid?
-- rows: none
insert into bundel_regel (bundel_id, volgnummer, ding_id, aanvraag_id, status, code, uitleg, versie,
	vorige_account_id)
values (:bundel_id::uuid, :volgnummer::int4, :ding_id::uuid, :aanvraag_id::uuid, :status::text, :code::text, :uitleg::text,
	:versie::int8, :vorige_account_id::uuid)
