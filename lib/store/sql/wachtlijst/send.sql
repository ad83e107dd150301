-- The school of a waiting request was told.
-- in: id uuid, nu timestamptz
-- rows: none
-- index: aanvraag_uniek
update aanvraag a
set wacht_bericht_op = :nu::timestamptz, versie = a.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = null
where a.id = :id::uuid
