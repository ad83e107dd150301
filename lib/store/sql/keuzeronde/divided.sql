-- A round was divided: in the version whose lists were read.
-- in: id uuid, versie int8, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: keuzeronde_uniek
update keuzeronde r
set status = 'verdeeld', versie = r.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = null
where r.id = :id::uuid and r.versie = :versie::int8
returning r.versie
