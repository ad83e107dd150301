-- Which of these codes are not of a topic that may be chosen, with their places in the list (0 first). One that was
-- chosen before may stay when it has been closed since.
-- in: codes text[], behouden text[]
-- out: plaats int4, code text, gesloten bool
-- rows: many
-- index: thema_uniek
select (c.plaats - 1)::int4 as plaats, c.code, t.code is not null as gesloten
from unnest(:codes::text[]) with ordinality c (code, plaats)
left join thema t on t.code = c.code
where t.code is null or (t.gesloten_op is not null and c.code <> all (:behouden::text[]))
order by c.plaats
