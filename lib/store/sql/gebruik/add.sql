-- What keys were used for, since the last time. A key that was ended meanwhile is passed over.
-- in: sleutels uuid[], dagen date[], operaties text[], aantallen int4[], geweigerd int4[]
-- as: systeem: of many keys at once
-- rows: none
-- index: sleutel_uniek
insert into gebruik as g (sleutel_id, dag, operatie, aantal, geweigerd)
select n.sleutel_id, n.dag, n.operatie, n.aantal, n.geweigerd
from unnest(:sleutels::uuid[], :dagen::date[], :operaties::text[], :aantallen::int4[], :geweigerd::int4[])
	as n (sleutel_id, dag, operatie, aantal, geweigerd)
join sleutel k on k.id = n.sleutel_id
order by n.sleutel_id, n.dag, n.operatie
on conflict (sleutel_id, dag, operatie) do update
set aantal = g.aantal + excluded.aantal, geweigerd = g.geweigerd + excluded.geweigerd
