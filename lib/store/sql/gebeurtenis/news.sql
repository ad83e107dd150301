-- The last place of the outbox that can be seen, as the other processes are told it. What commits late may yet come
-- before it.
-- out: nieuws text
-- rows: maybe
-- index: gebeurtenis_in_volgorde
select g.transactie::text || '.' || g.id::text as nieuws
from gebeurtenis g
order by g.transactie desc, g.id desc
limit 1
