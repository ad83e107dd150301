-- A step of a round, with the seed for the next division; in the version that was seen.
-- in: id uuid, status text, zaad int8, versie int8, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: keuzeronde_uniek
update keuzeronde r
set status = :status::text, zaad = :zaad::int8, versie = r.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where r.id = :id::uuid and r.versie = :versie::int8
returning r.versie
