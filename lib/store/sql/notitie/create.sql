-- Writes down a note about a request, or about one of its matches.
-- in: id uuid, aanvraag_id uuid, koppeling_id uuid?, account_id uuid, tekst text, nu timestamptz
-- out: versie int8
-- rows: one
insert into notitie as n (id, aanvraag_id, koppeling_id, account_id, tekst, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :aanvraag_id::uuid, :koppeling_id::uuid, :account_id::uuid, :tekst::text, 1, :nu::timestamptz, :nu::timestamptz,
	:account_id::uuid)
returning n.versie
