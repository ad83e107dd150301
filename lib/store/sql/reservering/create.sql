-- Books a half-day of a facility: confirmed at once, or asked when its owner wants to say yes first.
-- in: id uuid, faciliteit_id uuid, school_id uuid?, bedrijf_id uuid?, koppeling_id uuid?, datum date, dagdeel text, aantal int4,
--     account_id uuid, nu timestamptz
-- out: status text
-- rows: one
insert into reservering as r (id, faciliteit_id, school_id, bedrijf_id, koppeling_id, datum, dagdeel, aantal, status,
	versie, gemaakt_op, gewijzigd_op, gewijzigd_door, gemaakt_door)
values (:id::uuid, :faciliteit_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :koppeling_id::uuid, :datum::date, :dagdeel::text,
	:aantal::int4, 'gevraagd', 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid, :account_id::uuid)
returning r.status
