-- Holds all topics until the end of the transaction, to change one: the tree is judged as a whole.
-- out: versie int8
-- rows: one
-- index: taxonomie_uniek
select t.versie
from taxonomie t
for update
