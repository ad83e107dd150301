-- Writes what may change of a member.
-- in: id uuid, status text, soorten text[], gemeenten text[], vertrouwenspersoon bool, door uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: lid_uniek
update lid l
set status = :status::text,
	soorten = :soorten::text[],
	gemeenten = :gemeenten::text[],
	vertrouwenspersoon = :vertrouwenspersoon::bool,
	versie = l.versie + 1,
	gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = :door::uuid
where l.id = :id::uuid
returning l.versie
