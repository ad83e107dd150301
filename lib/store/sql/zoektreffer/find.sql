-- Holds what these events made or changed (soort and onderwerp of each, in two lists of one length) against all saved searches, and keeps
-- what is new to somebody: active offers of nobody who is held or restricted for schools, open requests for who offers. A topic finds all below
-- it; what changed before a search was made is not news for it. The municipality of a request is known only where three schools ask
-- something (prikbord/vragen.sql); that of an offer is its company's.
-- in: soorten text[], onderwerpen uuid[], vandaag date, nu timestamptz
-- out: aantal int8
-- rows: one
-- seqscan: all saved searches of a type may want what is new
with recursive feit as materialized (
	select distinct split_part(u.soort, '.', 1) as tabel, u.onderwerp as id
	from unnest(:soorten::text[], :onderwerpen::uuid[]) u (soort, onderwerp)
	where split_part(u.soort, '.', 1) in ('aanbod', 'aanvraag')
), vraag_gemeente as materialized (
	select g.gemeente_code
	from (select distinct s.gemeente_code
		from feit f join aanvraag a on a.id = f.id join school s on s.id = a.school_id
		where f.tabel = 'aanvraag') g
	where (select count(*) from (
		select from school o
		where o.gemeente_code = g.gemeente_code and o.gesloten_op is null
			and exists (select from aanvraag x where x.school_id = o.id and x.status = 'open' and x.tot_datum >= :vandaag::date
				and not x.naam_tonen)
		order by o.naam
		limit 3) d) = 3
), ding as materialized (
	select f.id, f.tabel, o.soort, o.niveaus, o.themas, b.gemeente_code, coalesce(v.rd_x, b.rd_x) as rd_x, coalesce(v.rd_y, b.rd_y) as rd_y,
		o.van_datum, o.tot_datum, o.gewijzigd_op
	from feit f
	join aanbod o on o.id = f.id
	left join vrijwilliger v on v.id = o.vrijwilliger_id
	left join bedrijf b on b.id = coalesce(o.bedrijf_id, v.bedrijf_id)
	where f.tabel = 'aanbod'
		and o.status = 'actief' and coalesce(o.tot_datum >= :vandaag::date, true) and b.gesloten_op is null
		and v.beperkt_op is null and v.stil_sinds is null
	union all
	select f.id, f.tabel, a.soort, a.niveau, a.themas, g.gemeente_code, null, null, a.van_datum, a.tot_datum, a.gewijzigd_op
	from feit f
	join aanvraag a on a.id = f.id
	join school s on s.id = a.school_id
	left join vraag_gemeente g on g.gemeente_code = s.gemeente_code
	where f.tabel = 'aanvraag'
		and a.status = 'open' and a.tot_datum >= :vandaag::date and s.gesloten_op is null
), boven (id, code) as (
	select d.id, t.code from ding d cross join unnest(d.themas) t (code)
	union
	select b.id, t.ouder from boven b join thema t on t.code = b.code where t.ouder is not null
), gevonden as materialized (
	select distinct on (z.account_id, d.id) z.account_id, d.id, z.id as zoekopdracht_id
	from ding d
	cross join lateral (
		select y.id, y.account_id, y.lid_id, y.themas, y.niveau, y.gemeente_code, y.afstand_km, y.van_datum, y.tot_datum, y.gemaakt_op
		from zoekopdracht y where y.wat = d.tabel and y.soort = d.soort
		union all
		select y.id, y.account_id, y.lid_id, y.themas, y.niveau, y.gemeente_code, y.afstand_km, y.van_datum, y.tot_datum, y.gemaakt_op
		from zoekopdracht y where y.wat = d.tabel and y.soort is null
	) z
	join lid l on l.id = z.lid_id and l.status = 'actief'
	left join school s on s.id = l.school_id
	where z.gemaakt_op <= d.gewijzigd_op
		and coalesce(d.niveaus & z.niveau <> 0, true)
		and (cardinality(z.themas) = 0 or exists (select from boven b where b.id = d.id and b.code = any (z.themas)))
		and (z.gemeente_code is null or d.gemeente_code is not distinct from z.gemeente_code)
		and coalesce(z.van_datum <= d.tot_datum, true) and coalesce(z.tot_datum >= d.van_datum, true)
		and (z.afstand_km is null or coalesce(
			(d.rd_x - s.rd_x)::int8 ^ 2 + (d.rd_y - s.rd_y)::int8 ^ 2 <= (z.afstand_km * 1000)::int8 ^ 2, false))
	order by z.account_id, d.id, z.id
), nieuw as (
	insert into zoektreffer (account_id, ding_id, zoekopdracht_id, gevonden_op)
	select g.account_id, g.id, g.zoekopdracht_id, :nu::timestamptz
	from gevonden g
	order by g.account_id, g.id
	on conflict (account_id, ding_id) do nothing
	returning ding_id
)
select count(*)::int8 as aantal from nieuw
