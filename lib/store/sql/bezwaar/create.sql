-- An objection, of an account or of a volunteer without one: a trigger restricts at once.
-- in: id uuid, account_id uuid?, vrijwilliger_id uuid?, doel text, reden bytea, door uuid, nu timestamptz
-- rows: none
insert into bezwaar (id, account_id, vrijwilliger_id, doel, reden, status, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :account_id::uuid, :vrijwilliger_id::uuid, :doel::text, :reden::bytea, 'open', 1, :nu::timestamptz,
	:nu::timestamptz, :door::uuid)
