-- How far it is.
-- in: id uuid, status text, deel text, na_id uuid, gedaan int4, mislukt int4, nu timestamptz
-- rows: none
-- index: overdracht_uniek
update overdracht o
set status = :status::text, deel = :deel::text, na_id = :na_id::uuid, gedaan = o.gedaan + :gedaan::int4,
	mislukt = o.mislukt + :mislukt::int4, versie = o.versie + 1, gewijzigd_op = :nu::timestamptz
where o.id = :id::uuid
