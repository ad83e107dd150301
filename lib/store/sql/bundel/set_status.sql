-- It is carried out, or taken back.
-- in: id uuid, status text, terug_tot_op timestamptz, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: bundel_uniek
update bundel b
set status = :status::text, terug_tot_op = :terug_tot_op::timestamptz, versie = b.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = :account_id::uuid
where b.id = :id::uuid
returning b.versie
