-- One side excludes the other from a day on.
-- in: id uuid, school_id uuid, bedrijf_id uuid?, vrijwilliger_id uuid?, kant text, reden text, van_datum date,
--     eind_datum date?, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
insert into veto as w (id, school_id, bedrijf_id, vrijwilliger_id, kant, reden, van_datum, eind_datum,
	versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :kant::text, :reden::text, :van_datum::date,
	:eind_datum::date, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
returning w.versie
