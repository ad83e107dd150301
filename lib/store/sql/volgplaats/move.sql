-- All events up to and including this one are done. `op`: and all that there is was gone through.
-- in: naam text, transactie int8, volgnummer int8, op timestamptz?
-- rows: none
update volgplaats p
set transactie = :transactie::int8, volgnummer = :volgnummer::int8, op = coalesce(:op::timestamptz, p.op)
where p.naam = :naam::text
