-- What a key was used for since a day: per day, and per operation (dag null).
-- in: sleutel_id uuid, sinds date
-- out: dag date?, operatie text?, aantal int8, geweigerd int8
-- rows: many
-- index: gebruik_uniek
select g.dag, g.operatie, sum(g.aantal)::int8 as aantal, sum(g.geweigerd)::int8 as geweigerd
from gebruik g
where g.sleutel_id = :sleutel_id::uuid
	and g.dag >= :sinds::date
group by grouping sets ((g.dag), (g.operatie))
order by g.dag, g.operatie
limit 1000
