-- Makes an accreditation or says until when it holds.
-- in: id uuid, bedrijf_id uuid, crebo int4, geldig_tot_datum date, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: erkenning_uniek
insert into erkenning as e (id, bedrijf_id, crebo, geldig_tot_datum, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :bedrijf_id::uuid, :crebo::int4, :geldig_tot_datum::date,
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	geldig_tot_datum = excluded.geldig_tot_datum,
	versie = e.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning e.versie
