-- Makes a circle or writes all its columns.
-- in: id uuid, naam text, omschrijving text?, gemeenten text[], max_per_week int4?, max_per_schooljaar int4?,
--     account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: kring_uniek
insert into kring as k (id, naam, omschrijving, gemeenten, max_per_week, max_per_schooljaar,
	versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :naam::text, :omschrijving::text, :gemeenten::text[], :max_per_week::int4, :max_per_schooljaar::int4,
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	naam = excluded.naam,
	omschrijving = excluded.omschrijving,
	gemeenten = excluded.gemeenten,
	max_per_week = excluded.max_per_week,
	max_per_schooljaar = excluded.max_per_schooljaar,
	versie = k.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning k.versie
