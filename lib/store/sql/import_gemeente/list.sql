-- The municipalities that exist now, by code and name.
-- out: code text, naam text
-- rows: many
-- seqscan: all of them, once an import
select g.code, g.naam
from gemeente g
where g.gesloten_op is null
order by g.code
