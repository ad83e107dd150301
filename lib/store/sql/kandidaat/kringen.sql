-- Which municipalities each circle serves.
-- out: id uuid, gemeenten text[]
-- rows: many
-- seqscan: reads all of a small table
select r.id, r.gemeenten
from kring r
order by r.id
