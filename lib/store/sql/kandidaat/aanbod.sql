-- Offers by id as the engine sees them: places, caps and bookings from a date on. Those of a closed company are closed.
-- in: ids uuid[], gemeente_code text?, vanaf date
-- out: id uuid, titel text, bedrijf_id uuid?, bedrijf_naam text?, vrijwilliger_id uuid?, soort text, status text, niveaus int8, themas text[], talen text[], online bool, reisafstand_m int4?, rd_x int4?, rd_y int4?, groep_min int4, groep_max int4, dagdelen int4, van_datum date, tot_datum date?, gepauzeerd_tot_datum date?, vog_geldig_tot_datum date?, kring_bedient bool?, uitzonderingen int4[], geboekt int4[], plaatsen int4, tijdvak_periodes int4[], tijdvak_bezet int4[], persoon_max_week int4?, persoon_max_jaar int4?, persoon_week_periodes int4[], persoon_week_bezet int4[], persoon_jaar_periodes int4[], persoon_jaar_bezet int4[], bedrijf_max_week int4?, bedrijf_max_jaar int4?, bedrijf_week_periodes int4[], bedrijf_week_bezet int4[], bedrijf_jaar_periodes int4[], bedrijf_jaar_bezet int4[]
-- rows: many
-- index: aanbod_uniek, bezetting_uniek, bedrijf_uniek, vrijwilliger_uniek, vrijwilliger_niet_dubbel_geboekt
select a.id, a.titel, coalesce(a.bedrijf_id, v.bedrijf_id) as bedrijf_id, b.naam as bedrijf_naam, a.vrijwilliger_id,
	a.soort, case when b.gesloten_op is null then a.status else 'gesloten' end as status, a.niveaus,
	a.themas, a.talen, a.online, a.reisafstand_m,
	case when a.soort = 'bedrijfsbezoek' then b.rd_x else coalesce(v.rd_x, b.rd_x) end as rd_x,
	case when a.soort = 'bedrijfsbezoek' then b.rd_y else coalesce(v.rd_y, b.rd_y) end as rd_y,
	a.groep_min, a.groep_max, a.dagdelen, a.van_datum, a.tot_datum, v.gepauzeerd_tot_datum, v.vog_geldig_tot_datum,
	(select :gemeente_code::text = any (k.gemeenten) from kring k
		where k.id = coalesce(v.kring_id, b.kring_id)) as kring_bedient,
	a.uitzonderingen,
	coalesce((select array_agg((k.datum - date '1970-01-01') * 3
			+ case k.dagdeel when 'ochtend' then 0 when 'middag' then 1 else 2 end)
		from koppeling k
		where k.vrijwilliger_id = a.vrijwilliger_id and koppeling_loopt(k.status)
			and k.datum >= :vanaf::date), '{}')::int4[] as geboekt,
	a.plaatsen,
	coalesce(t.periodes, '{}')::int4[] as tijdvak_periodes, coalesce(t.bezet, '{}')::int4[] as tijdvak_bezet,
	v.max_per_week as persoon_max_week, v.max_per_schooljaar as persoon_max_jaar,
	coalesce(pw.periodes, '{}')::int4[] as persoon_week_periodes, coalesce(pw.bezet, '{}')::int4[] as persoon_week_bezet,
	coalesce(pj.periodes, '{}')::int4[] as persoon_jaar_periodes, coalesce(pj.bezet, '{}')::int4[] as persoon_jaar_bezet,
	b.max_per_week as bedrijf_max_week, b.max_per_schooljaar as bedrijf_max_jaar,
	coalesce(bw.periodes, '{}')::int4[] as bedrijf_week_periodes, coalesce(bw.bezet, '{}')::int4[] as bedrijf_week_bezet,
	coalesce(bj.periodes, '{}')::int4[] as bedrijf_jaar_periodes, coalesce(bj.bezet, '{}')::int4[] as bedrijf_jaar_bezet
from aanbod a
left join vrijwilliger v on v.id = a.vrijwilliger_id
left join bedrijf b on b.id = coalesce(a.bedrijf_id, v.bedrijf_id)
left join lateral (select array_agg(z.periode order by z.periode) as periodes, array_agg(z.bezet order by z.periode) as bezet
	from bezetting z where z.houder = a.id and z.soort = 'tijdvak' and z.bezet > 0
		and z.periode >= (:vanaf::date - date '1970-01-01') * 3) t on true
left join lateral (select array_agg(z.periode order by z.periode) as periodes, array_agg(z.bezet order by z.periode) as bezet
	from bezetting z where z.houder = v.id and z.soort = 'week' and z.bezet > 0
		and z.periode >= to_char(:vanaf::date, 'IYYYIW')::int4) pw on true
left join lateral (select array_agg(z.periode order by z.periode) as periodes, array_agg(z.bezet order by z.periode) as bezet
	from bezetting z where z.houder = v.id and z.soort = 'schooljaar' and z.bezet > 0
		and z.periode >= schooljaar(:vanaf::date)) pj on true
left join lateral (select array_agg(z.periode order by z.periode) as periodes, array_agg(z.bezet order by z.periode) as bezet
	from bezetting z where z.houder = b.id and z.soort = 'week' and z.bezet > 0
		and z.periode >= to_char(:vanaf::date, 'IYYYIW')::int4) bw on true
left join lateral (select array_agg(z.periode order by z.periode) as periodes, array_agg(z.bezet order by z.periode) as bezet
	from bezetting z where z.houder = b.id and z.soort = 'schooljaar' and z.bezet > 0
		and z.periode >= schooljaar(:vanaf::date)) bj on true
where a.id = any (:ids::uuid[])
order by a.id
