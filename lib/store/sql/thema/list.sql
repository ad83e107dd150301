-- All topics, in the order of their codes.
-- out: code text, ouder text?, naam_nl text, naam_en text
-- rows: many
-- seqscan: the whole taxonomy is asked for
select t.code, t.ouder, t.naam_nl, t.naam_en
from thema t
order by t.code
