-- Takes places: confirmed at once, or asked when somebody wants to say yes first.
-- in: id uuid, plek_id uuid, school_id uuid?, klas_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, aantal int4, account_id uuid, nu timestamptz
-- out: status text
-- rows: one
insert into inschrijving as i (id, plek_id, school_id, klas_id, bedrijf_id, vrijwilliger_id, aantal, status,
	versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :plek_id::uuid, :school_id::uuid, :klas_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :aantal::int4, 'gevraagd',
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
returning i.status
