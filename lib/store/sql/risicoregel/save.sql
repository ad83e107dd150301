-- Whether two persons approve what a rule is about, from the next proposal on, in the version that was seen; no row when it is another by now.
-- in: id uuid, vier_ogen bool, versie int8, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: risicoregel_uniek
update risicoregel r
set vier_ogen = :vier_ogen::bool, versie = r.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where r.id = :id::uuid and r.versie = :versie::int8
returning r.versie
