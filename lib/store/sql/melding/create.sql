-- A report about somebody.
-- in: id uuid, vrijwilliger_id uuid?, account_id uuid?, door uuid, tekst bytea, nu timestamptz
-- rows: none
insert into melding (id, vrijwilliger_id, account_id, door, tekst, status, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :vrijwilliger_id::uuid, :account_id::uuid, :door::uuid, :tekst::bytea, 'open', 1, :nu::timestamptz,
	:nu::timestamptz, :door::uuid)
