-- The events behind a place in the outbox that can be seen, also those that gebeurtenis/list holds back. Whoever takes them
-- may not go on from the last: what commits late may yet come before it.
-- in: na_transactie int8, na_id int8, aantal int8
-- out: transactie int8, id int8, op timestamptz, soort text, onderwerp uuid, versie int8
-- rows: many
-- index: gebeurtenis_in_volgorde
select g.transactie::text::int8 as transactie, g.id, g.op, g.soort, g.onderwerp, g.versie
from gebeurtenis g
where (g.transactie, g.id) > (:na_transactie::int8::text::xid8, :na_id::int8)
order by g.transactie, g.id
limit :aantal::int8
