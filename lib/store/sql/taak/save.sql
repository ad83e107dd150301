-- Makes or changes a task; what it is about and who wrote it stays. No row when its owner is of no staff.
-- in: id uuid, aanvraag_id uuid, koppeling_id uuid?, account_id uuid, eigenaar_id uuid?, tekst text, voor_datum date?, klaar_op timestamptz?,
--     door uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: lid_op_account, taak_uniek
insert into taak as t (id, aanvraag_id, koppeling_id, account_id, eigenaar_id, tekst, voor_datum, klaar_op, versie, gemaakt_op, gewijzigd_op,
	gewijzigd_door)
select :id::uuid, :aanvraag_id::uuid, :koppeling_id::uuid, :account_id::uuid, :eigenaar_id::uuid, :tekst::text, :voor_datum::date,
	:klaar_op::timestamptz, 1, :nu::timestamptz, :nu::timestamptz, :door::uuid
where :eigenaar_id::uuid is null or exists (
	select from lid l
	where l.account_id = :eigenaar_id::uuid and l.rol in ('medewerker', 'beheerder') and l.status = 'actief')
on conflict (id) do update set eigenaar_id = excluded.eigenaar_id, tekst = excluded.tekst, voor_datum = excluded.voor_datum,
	klaar_op = excluded.klaar_op, versie = t.versie + 1, gewijzigd_op = excluded.gewijzigd_op, gewijzigd_door = excluded.gewijzigd_door
returning t.versie
