-- The telephone of a volunteer, for who changes their own; the version follows with the account (account/update.sql).
-- in: id uuid, telefoon bytea?
-- as: systeem: the volunteer that it is changes too, whatever it acts as now
-- rows: none
-- index: vrijwilliger_uniek
update vrijwilliger
set telefoon = :telefoon::bytea
where id = :id::uuid
