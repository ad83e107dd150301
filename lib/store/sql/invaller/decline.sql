-- Somebody who was asked cannot.
-- in: token_hash bytea, nu timestamptz
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: none
-- index: invaller_token_uniek
update invaller i
set status = 'nee', beantwoord_op = :nu::timestamptz
where i.token_hash = :token_hash::bytea and i.status = 'gevraagd'
