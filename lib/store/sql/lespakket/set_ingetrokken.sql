-- Withdraws a version or gives it back, in the version of the row that was seen; no row when it is another by now.
-- in: id uuid, ingetrokken bool, versie int8, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: lespakket_uniek
update lespakket p
set ingetrokken_op = case when :ingetrokken::bool then coalesce(p.ingetrokken_op, :nu::timestamptz) end,
	versie = p.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where p.id = :id::uuid and p.versie = :versie::int8
returning p.versie
