-- The next proposals whose day came without everybody's yes, oldest first.
-- in: vandaag date, na_datum date, na_id uuid, aantal int8
-- out: id uuid, datum date
-- rows: many
-- index: koppeling_op_verloop
select k.id, k.datum
from koppeling k
where k.status in ('voorgesteld', 'goedgekeurd')
	and k.datum < :vandaag::date
	and (k.datum, k.id) > (:na_datum::date, :na_id::uuid)
order by k.datum, k.id
limit :aantal::int8
