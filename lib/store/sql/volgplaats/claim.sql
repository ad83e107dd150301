-- Holds the place in the outbox of whoever works through it, unless another has it in hand.
-- in: naam text
-- out: transactie int8, volgnummer int8
-- rows: maybe
select p.transactie, p.volgnummer
from volgplaats p
where p.naam = :naam::text
for no key update skip locked
