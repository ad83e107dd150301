-- Gives imported schools what follows from other imports: the middle of their PC4 when they have no place, and the
-- holiday region of their municipality when they have none or when it is theirs by municipality (duo-geo).
-- in: nu timestamptz
-- out: aantal int8
-- rows: one
-- seqscan: looks for what is missing in all imported schools, once an import
with mist as materialized (
	select s.id, coalesce(s.rd_x, p.rd_x) as rd_x, coalesce(s.rd_y, p.rd_y) as rd_y, r.vakantieregio
	from school s
	left join gemeente g on g.code = s.gemeente_code
	cross join lateral (
		select case when s.bron = 'duo-po' then coalesce(s.vakantieregio, g.vakantieregio)
			else coalesce(g.vakantieregio, s.vakantieregio) end as vakantieregio
	) r
	left join lateral (
		select round(avg(c.rd_x))::int4 as rd_x, round(avg(c.rd_y))::int4 as rd_y
		from postcode c
		where c.pc4 = left(s.postcode, 4) and c.gesloten_op is null
	) p on s.rd_x is null
	where s.bron in ('duo-po', 'duo-geo')
		and (s.rd_x is null and p.rd_x is not null or s.vakantieregio is distinct from r.vakantieregio)
), aangevuld as (
	update school s set rd_x = m.rd_x, rd_y = m.rd_y, vakantieregio = m.vakantieregio,
		versie = s.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = null
	from mist m
	where s.id = m.id
	returning s.id
)
select count(*)::int8 as aantal from aangevuld
