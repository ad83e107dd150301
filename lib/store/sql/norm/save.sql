-- Another number of a norm, in the version that was seen; no row when it is another by now.
-- in: id uuid, aantal int4, versie int8, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
update norm n
set aantal = :aantal::int4, versie = n.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where n.id = :id::uuid and n.versie = :versie::int8
returning n.versie
