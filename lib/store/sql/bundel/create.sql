-- A step to be taken with many, not carried out yet.
-- in: id uuid, account_id uuid, stap text, reden text?, toelichting text?, aan_account_id uuid?, geldig_tot_op timestamptz, nu timestamptz
-- out: versie int8
-- rows: one
insert into bundel as b (id, account_id, stap, reden, toelichting, aan_account_id, status, geldig_tot_op, versie, gemaakt_op, gewijzigd_op,
	gewijzigd_door)
values (:id::uuid, :account_id::uuid, :stap::text, :reden::text, :toelichting::text, :aan_account_id::uuid, 'voorbeeld',
	:geldig_tot_op::timestamptz, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
returning b.versie
