-- Holds the request that a link is about: who answers for the same one waits.
-- in: token_hash bytea, nu timestamptz
-- out: aanvraag_id uuid
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: maybe
-- index: invaller_token_uniek, invalvraag_uniek, aanvraag_uniek
select a.id as aanvraag_id
from invaller i
join invalvraag v on v.id = i.invalvraag_id
join aanvraag a on a.id = v.aanvraag_id
where i.token_hash = :token_hash::bytea
	and i.verloopt_op > :nu::timestamptz
for no key update of a
