-- Makes a campaign or writes all its columns.
-- in: id uuid, soort text, titel text, omschrijving text?, van_datum date, tot_datum date, soorten text[], doel int4, status text,
--     account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
insert into campagne as c (id, soort, titel, omschrijving, van_datum, tot_datum, soorten, doel, status,
	versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :soort::text, :titel::text, :omschrijving::text, :van_datum::date, :tot_datum::date, :soorten::text[],
	:doel::int4, :status::text, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	soort = excluded.soort,
	titel = excluded.titel,
	omschrijving = excluded.omschrijving,
	van_datum = excluded.van_datum,
	tot_datum = excluded.tot_datum,
	soorten = excluded.soorten,
	doel = excluded.doel,
	status = excluded.status,
	versie = c.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning c.versie
