-- Where a report goes: a trigger holds all that the person does, or gives it free, in this transaction.
-- in: id uuid, status text, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: melding_uniek
update melding m
set status = :status::text, versie = m.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where m.id = :id::uuid
returning m.versie
