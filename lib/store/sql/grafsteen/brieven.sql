-- The letters of those who were erased that have still to go from the folder of mail.
-- out: account_id uuid, brieven uuid[]
-- rows: many
-- index: grafsteen_met_brieven
select g.account_id, g.brieven
from grafsteen g
where cardinality(g.brieven) > 0
order by g.op
limit 1000
