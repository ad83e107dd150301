-- What a school may decide of itself, and how many open requests it may have at the same time.
-- in: id uuid, vog_vereist bool, max_open_aanvragen int4, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: school_uniek
update school s
set vog_vereist = :vog_vereist::bool, max_open_aanvragen = :max_open_aanvragen::int4, versie = s.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = :account_id::uuid
where s.id = :id::uuid
returning s.versie
