-- It holds no more.
-- in: id uuid, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: ingreep_uniek
update ingreep i
set ingetrokken_op = :nu::timestamptz, versie = i.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where i.id = :id::uuid
returning i.versie
