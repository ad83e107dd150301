-- How much is used of what counts for offers, of many at once: half-days of offers, weeks and school years of their holders.
-- in: aanboden uuid[], week_houders uuid[], jaar_houders uuid[], vanaf date
-- out: houder uuid, soort text, periodes int4[], bezet int4[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- index: bezetting_uniek
select z.houder, z.soort, array_agg(z.periode order by z.periode) as periodes, array_agg(z.bezet order by z.periode) as bezet
from (
	select t.houder, t.soort, t.periode, t.bezet
	from bezetting t
	where t.houder = any (:aanboden::uuid[]) and t.soort = 'tijdvak' and t.bezet > 0
		and t.periode >= (:vanaf::date - extract(isodow from :vanaf::date)::int4 + 1 - date '1970-01-01') * 3
	union all
	select w.houder, w.soort, w.periode, w.bezet
	from bezetting w
	where w.houder = any (:week_houders::uuid[]) and w.soort = 'week' and w.bezet > 0
		and w.periode >= to_char(:vanaf::date, 'IYYYIW')::int4
	union all
	select j.houder, j.soort, j.periode, j.bezet
	from bezetting j
	where j.houder = any (:jaar_houders::uuid[]) and j.soort = 'schooljaar' and j.bezet > 0
		and j.periode >= schooljaar(:vanaf::date)
) z
group by z.houder, z.soort
order by z.houder, z.soort
