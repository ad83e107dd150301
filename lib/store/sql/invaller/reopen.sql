-- Who said no is asked again: they can after all, and nobody else does it yet.
-- in: token_hash bytea
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: none
-- index: invaller_token_uniek
update invaller i
set status = 'gevraagd', beantwoord_op = null
where i.token_hash = :token_hash::bytea and i.status = 'nee'
