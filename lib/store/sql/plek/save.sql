-- Makes a place or writes all its columns but of which campaign it is and how much of it is taken.
-- in: id uuid, campagne_id uuid, soort text, titel text, plaats text?, bedrijf_id uuid?, van_op timestamptz, tot_op timestamptz, capaciteit int4,
--     goedkeuring bool, status text, reden text?, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: plek_uniek
insert into plek as p (id, campagne_id, soort, titel, plaats, bedrijf_id, van_op, tot_op, capaciteit, bezet, goedkeuring, status, reden,
	versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :campagne_id::uuid, :soort::text, :titel::text, :plaats::text, :bedrijf_id::uuid, :van_op::timestamptz, :tot_op::timestamptz,
	:capaciteit::int4, 0, :goedkeuring::bool, :status::text, :reden::text, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	titel = excluded.titel,
	plaats = excluded.plaats,
	van_op = excluded.van_op,
	tot_op = excluded.tot_op,
	capaciteit = excluded.capaciteit,
	goedkeuring = excluded.goedkeuring,
	status = excluded.status,
	reden = excluded.reden,
	versie = p.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning p.versie
