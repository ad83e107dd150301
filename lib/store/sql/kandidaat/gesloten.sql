-- The days from a date on that companies and volunteers are closed, of many at once: pairs of first and last day, since 1970.
-- in: houders uuid[], vanaf date
-- out: houder uuid, dagen int4[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- index: sluiting_op_dag
select w.houder, array_agg(d.dag order by w.tot_datum, w.van_datum, d.plek) as dagen
from sluiting w
cross join lateral (values (1, w.van_datum - date '1970-01-01'), (2, w.tot_datum - date '1970-01-01')) d (plek, dag)
where w.houder = any (:houders::uuid[]) and w.ingetrokken_op is null and w.tot_datum >= :vanaf::date
group by w.houder
order by w.houder
