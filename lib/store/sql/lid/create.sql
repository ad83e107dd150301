-- Makes a member, asked for or already granted.
-- in: id uuid, account_id uuid, rol text, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?, soorten text[], gemeenten text[], status text, uitgenodigd_als text?, uitgenodigd_email bytea?, door uuid, nu timestamptz
-- out: versie int8
-- rows: one
insert into lid as l (id, account_id, rol, school_id, bedrijf_id, vrijwilliger_id, kring_id, soorten, gemeenten, status,
	uitgenodigd_als, uitgenodigd_email, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :account_id::uuid, :rol::text, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid,
	:kring_id::uuid, :soorten::text[], :gemeenten::text[], :status::text,
	:uitgenodigd_als::text, :uitgenodigd_email::bytea, 1, :nu::timestamptz, :nu::timestamptz, :door::uuid)
returning l.versie
