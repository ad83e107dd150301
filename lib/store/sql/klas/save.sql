-- Makes a class or gives it another name.
-- in: id uuid, school_id uuid, naam text, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: klas_uniek
insert into klas as c (id, school_id, naam, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :school_id::uuid, :naam::text, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	naam = excluded.naam,
	versie = c.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning c.versie
