-- Which of these codes are not of a municipality, with their places in the list (0 first).
-- in: codes text[]
-- out: plaats int4, code text
-- rows: many
-- index: gemeente_uniek
select (c.plaats - 1)::int4 as plaats, c.code
from unnest(:codes::text[]) with ordinality c (code, plaats)
where not exists (select from gemeente g where g.code = c.code)
order by c.plaats
