-- Takes a step: the trigger refuses one that the table of steps does not have, writes history, audit and event.
-- in: id uuid, status text, reden text?, toelichting text?, andere_tijdvakken int4[], nu timestamptz, account_id uuid?, rol text
-- out: versie int8
-- rows: one
-- index: koppeling_uniek
update koppeling k
set status = :status::text, reden = :reden::text, toelichting = :toelichting::text, andere_tijdvakken = :andere_tijdvakken::int4[], versie = k.versie + 1,
	gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid, gewijzigd_rol = :rol::text
where k.id = :id::uuid
returning k.versie
