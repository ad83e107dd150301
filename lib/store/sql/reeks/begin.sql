-- Makes a request the first time of a series, when it is of none yet.
-- in: id uuid, reeks_id uuid, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: aanvraag_uniek
update aanvraag a
set reeks_id = :reeks_id::uuid, reeks_keer = 1, versie = a.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where a.id = :id::uuid
	and a.reeks_id is null
returning a.versie
