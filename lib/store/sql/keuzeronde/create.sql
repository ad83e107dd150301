-- Opens a round; who takes part follows from it.
-- in: id uuid, naam text, soort text, campagne_id uuid?, gemeente_code text?, tot_op timestamptz, aanvullen bool, zaad int8, account_id uuid,
--     nu timestamptz
-- rows: none
insert into keuzeronde (id, naam, soort, campagne_id, gemeente_code, tot_op, aanvullen, zaad, status, versie, gemaakt_op, gewijzigd_op,
	gewijzigd_door)
values (:id::uuid, :naam::text, :soort::text, :campagne_id::uuid, :gemeente_code::text, :tot_op::timestamptz, :aanvullen::bool, :zaad::int8,
	'open', 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
