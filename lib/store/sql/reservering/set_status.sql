-- A step of a booking, in the version that was seen; no row when it is another by now.
-- in: id uuid, status text, versie int8, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: reservering_uniek
update reservering r
set status = :status::text, versie = r.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where r.id = :id::uuid and r.versie = :versie::int8
returning r.versie
