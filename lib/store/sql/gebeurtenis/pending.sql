-- Since when something stands behind a place in the outbox. When gebeurtenis/list gave nothing, it is held back by a
-- transaction that is not over yet, or has just been committed.
-- in: na_transactie int8, na_id int8
-- out: op timestamptz
-- rows: maybe
-- index: gebeurtenis_in_volgorde
select g.op
from gebeurtenis g
where (g.transactie, g.id) > (:na_transactie::int8::text::xid8, :na_id::int8)
order by g.transactie, g.id
limit 1
