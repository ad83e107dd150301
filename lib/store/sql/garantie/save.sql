-- Another number of a guarantee, in the version that was seen; no row when it is another by now.
-- in: id uuid, aantal int4, versie int8, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
update garantie g
set aantal = :aantal::int4, versie = g.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where g.id = :id::uuid and g.versie = :versie::int8
returning g.versie
