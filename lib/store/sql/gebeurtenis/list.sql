-- The next events behind a place in the outbox. Only of transactions that are all over: one that commits late has
-- a lower number than what came after it, and would be skipped by a reader who was further already. Whoever takes
-- the last row as the place to go on from misses nothing and sees nothing twice.
-- in: na_transactie int8, na_id int8, aantal int8
-- out: transactie int8, id int8, op timestamptz, soort text, onderwerp uuid, versie int8
-- rows: many
-- index: gebeurtenis_in_volgorde
select g.transactie::text::int8 as transactie, g.id, g.op, g.soort, g.onderwerp, g.versie
from gebeurtenis g
where (g.transactie, g.id) > (:na_transactie::int8::text::xid8, :na_id::int8)
	and g.transactie < pg_snapshot_xmin(pg_current_snapshot())
order by g.transactie, g.id
limit :aantal::int8
