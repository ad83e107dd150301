-- How it went with one of the things.
-- in: bundel_id uuid, volgnummer int4, status text, code text?, uitleg text?, versie int8, vorige_account_id uuid?
-- rows: none
-- index: bundel_regel_uniek
update bundel_regel r
set status = :status::text, code = :code::text, uitleg = :uitleg::text, versie = :versie::int8,
	vorige_account_id = :vorige_account_id::uuid
where r.bundel_id = :bundel_id::uuid
	and r.volgnummer = :volgnummer::int4
