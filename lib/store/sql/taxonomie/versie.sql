-- The version of all topics together.
-- out: versie int8
-- rows: one
-- index: taxonomie_uniek
select t.versie
from taxonomie t
