-- Counts how much is asked and offered now, for the board: by type, level, topic and municipality (of an offer that of its company). A level is
-- the number of its bit.
-- in: vandaag date
-- out: cellen int8
-- rows: one
-- seqscan: all that is open is counted, once for everybody
with gevraagd as materialized (
	select a.soort, a.niveau, a.themas, s.gemeente_code
	from aanvraag a
	join school s on s.id = a.school_id
	where a.status = 'open' and a.tot_datum >= :vandaag::date and s.gesloten_op is null
),
geboden as materialized (
	select o.soort, o.niveaus, o.themas, b.gemeente_code
	from aanbod o
	left join vrijwilliger v on v.id = o.vrijwilliger_id
	left join bedrijf b on b.id = coalesce(o.bedrijf_id, v.bedrijf_id)
	where o.status = 'actief' and coalesce(o.tot_datum >= :vandaag::date, true) and b.gesloten_op is null
		and v.beperkt_op is null and v.stil_sinds is null
),
cel as (
	select 'soort' as groep, g.soort as code, 1 as vraag, 0 as aanbod from gevraagd g
	union all
	select 'soort', g.soort, 0, 1 from geboden g
	union all
	select 'niveau', n.bit::text, (g.vraag)::int4, 1 - g.vraag
	from (select e.niveau, 1 as vraag from gevraagd e union all select d.niveaus, 0 from geboden d) g
	join generate_series(0, 62) n (bit) on g.niveau >> n.bit & 1 = 1
	union all
	select 'thema', t.code, 1, 0 from gevraagd g cross join unnest(g.themas) t (code)
	union all
	select 'thema', t.code, 0, 1 from geboden g cross join unnest(g.themas) t (code)
	union all
	select 'gemeente', g.gemeente_code, 1, 0 from gevraagd g where g.gemeente_code is not null
	union all
	select 'gemeente', g.gemeente_code, 0, 1 from geboden g where g.gemeente_code is not null
),
nu as materialized (
	select c.groep, c.code, sum(c.vraag)::int8 as vraag, sum(c.aanbod)::int8 as aanbod
	from cel c
	group by c.groep, c.code
),
weg as (
	delete from prikbord_cel w
	where not exists (select from nu n where n.groep = w.groep and n.code = w.code)
),
gezet as (
	insert into prikbord_cel as w (groep, code, vraag, aanbod)
	select n.groep, n.code, n.vraag, n.aanbod from nu n
	on conflict (groep, code) do update set vraag = excluded.vraag, aanbod = excluded.aanbod
		where (w.vraag, w.aanbod) is distinct from (excluded.vraag, excluded.aanbod)
)
select count(*)::int8 as cellen from nu
