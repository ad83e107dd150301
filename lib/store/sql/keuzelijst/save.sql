-- What a side ranks, best first; in the version that was seen.
-- in: id uuid, keuzes uuid[], versie int8, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: keuzelijst_uniek
update keuzelijst l
set keuzes = :keuzes::uuid[], ingevuld_op = :nu::timestamptz, versie = l.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = :account_id::uuid
where l.id = :id::uuid and l.versie = :versie::int8
returning l.versie
