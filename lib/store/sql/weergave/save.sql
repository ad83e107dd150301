-- Makes or changes a view of the list for staff; whose it is stays.
-- in: id uuid, account_id uuid, naam text, gedeeld bool, wat text?, soort text?, risico text?, gemeente_code text?, kring_id uuid?, campagne_id uuid?,
--     toegewezen text?, wacht_dagen int4?, door uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: weergave_uniek
insert into weergave as w (id, account_id, naam, gedeeld, wat, soort, risico, gemeente_code, kring_id, campagne_id, toegewezen, wacht_dagen, versie,
	gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :account_id::uuid, :naam::text, :gedeeld::bool, :wat::text, :soort::text, :risico::text, :gemeente_code::text, :kring_id::uuid,
	:campagne_id::uuid, :toegewezen::text, :wacht_dagen::int4, 1, :nu::timestamptz, :nu::timestamptz, :door::uuid)
on conflict (id) do update set naam = excluded.naam, gedeeld = excluded.gedeeld, wat = excluded.wat, soort = excluded.soort, risico = excluded.risico,
	gemeente_code = excluded.gemeente_code, kring_id = excluded.kring_id, campagne_id = excluded.campagne_id,
	toegewezen = excluded.toegewezen, wacht_dagen = excluded.wacht_dagen, versie = w.versie + 1, gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning w.versie
