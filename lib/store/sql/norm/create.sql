-- Makes a norm, from a school year on.
-- in: id uuid, niveau int8, eenheid text, gemeente_code text?, vanaf_schooljaar int4, aantal int4, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
insert into norm as n (id, niveau, eenheid, gemeente_code, vanaf_schooljaar, aantal, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :niveau::int8, :eenheid::text, :gemeente_code::text, :vanaf_schooljaar::int4, :aantal::int4,
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
returning n.versie
