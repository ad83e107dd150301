-- Gives imported companies without a place the middle of their PC4, and its municipality where that is one.
-- in: nu timestamptz
-- out: aantal int8
-- rows: one
-- seqscan: looks for what is missing in all imported companies, once an import
with mist as materialized (
	select b.id, p.rd_x, p.rd_y, p.gemeente_code
	from bedrijf b
	cross join lateral (
		select round(avg(c.rd_x))::int4 as rd_x, round(avg(c.rd_y))::int4 as rd_y,
			case when count(distinct c.gemeente_code) filter (where k.zelfde) = 1
					then min(c.gemeente_code) filter (where k.zelfde)
				when count(distinct c.gemeente_code) = 1 then min(c.gemeente_code)
			end as gemeente_code
		from postcode c
		cross join lateral (select lower(c.plaats) = lower(b.plaats) as zelfde) k
		where c.pc4 = left(b.postcode, 4) and c.gesloten_op is null
	) p
	where b.bron in ('rdw', 'eu-ets') and b.rd_x is null and p.rd_x is not null
), aangevuld as (
	update bedrijf b set rd_x = m.rd_x, rd_y = m.rd_y,
		gemeente_code = coalesce(b.gemeente_code, nullif(m.gemeente_code, '0000')),
		versie = b.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = null
	from mist m
	where b.id = m.id
	returning b.id
)
select count(*)::int8 as aantal from aangevuld
