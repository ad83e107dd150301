-- Which of these codes are not of a topic, with their places in the list (0 first).
-- in: codes text[]
-- out: plaats int4, code text
-- rows: many
-- index: thema_uniek
select (c.plaats - 1)::int4 as plaats, c.code
from unnest(:codes::text[]) with ordinality c (code, plaats)
where not exists (select from thema t where t.code = c.code)
order by c.plaats
