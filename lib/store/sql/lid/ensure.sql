-- Makes an account a member, or leaves it so: the same role at the same organisation.
-- in: id uuid, account_id uuid, rol text, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?, soorten text[], gemeenten text[], nu timestamptz
-- out: id uuid
-- rows: one
-- index: lid_een_keer
insert into lid as l (id, account_id, rol, school_id, bedrijf_id, vrijwilliger_id, kring_id, soorten, gemeenten, status,
	versie, gemaakt_op, gewijzigd_op)
values (:id::uuid, :account_id::uuid, :rol::text, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid,
	:kring_id::uuid, :soorten::text[], :gemeenten::text[], 'actief', 1, :nu::timestamptz, :nu::timestamptz)
on conflict (account_id, rol, (coalesce(school_id, bedrijf_id, vrijwilliger_id, kring_id,
	'00000000-0000-0000-0000-000000000000'))) where status <> 'beeindigd'
do update set
	soorten = excluded.soorten,
	gemeenten = excluded.gemeenten,
	status = 'actief',
	versie = l.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op
returning l.id
