-- How many open requests a school may have at the same time.
-- in: id uuid, max_open_aanvragen int4, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: school_uniek
update school s
set max_open_aanvragen = :max_open_aanvragen::int4, versie = s.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = :account_id::uuid
where s.id = :id::uuid
returning s.versie
