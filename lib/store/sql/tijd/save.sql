-- When a match really begins and ends, in minutes since midnight of its day in the Netherlands; without them, its half-day again.
-- in: koppeling_id uuid, van int4?, tot int4?, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: koppeling_uniek, tijd_uniek
insert into tijd as t (id, begint_op, eindigt_op, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
select k.id, (k.datum + make_interval(mins => :van::int4)) at time zone 'Europe/Amsterdam',
	(k.datum + make_interval(mins => :tot::int4)) at time zone 'Europe/Amsterdam', 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid
from koppeling k
where k.id = :koppeling_id::uuid
on conflict (id) do update set begint_op = excluded.begint_op, eindigt_op = excluded.eindigt_op, versie = t.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op, gewijzigd_door = excluded.gewijzigd_door
returning t.versie
