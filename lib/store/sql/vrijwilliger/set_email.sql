-- Gives a volunteer the other address of mail of its account.
-- in: id uuid, email bytea, vinders uuid[], account_id uuid, nu timestamptz
-- as: systeem: the volunteer that it is changes too, whatever it acts as now
-- rows: none
-- index: vrijwilliger_uniek
update vrijwilliger
set email = :email::bytea, email_vinders = :vinders::uuid[], versie = versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = :account_id::uuid
where id = :id::uuid
