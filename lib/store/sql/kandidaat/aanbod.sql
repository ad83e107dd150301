-- Offers by id as the engine sees them, for whatever request: places, caps and bookings from a date on. Those of a closed
-- company are closed. Days on which a side is closed are pairs of the first
-- and the last, since 1970. Weeks are counted only where there is a maximum per week, school years of a circle where it has one.
-- in: ids uuid[], vanaf date
-- out: id uuid, titel text, bedrijf_id uuid?, bedrijf_naam text?, vrijwilliger_id uuid?, kring_id uuid?, soort text,
--      status text, niveaus int8, themas text[], talen text[], online bool, reisafstand_m int4?, rd_x int4?, rd_y int4?,
--      groep_min int4, groep_max int4, leeftijd_min int4?, leerlingen_per_begeleider int4?, traploos bool, dagdelen int4, van_datum date, tot_datum date?,
--      gepauzeerd_tot_datum date?, vog_geldig_tot_datum date?, ambassadeur bool, opleiding int8, leeftijdsgroep text?,
--      crebos int4[], crebos_geldig_tot date[], cijfers int4, cijfer_som int4, gevraagd int4, op_tijd int4,
--      uitzonderingen int4[], persoon_gesloten int4[], bedrijf_gesloten int4[], geboekt int4[], verblijven int4[], reisbuffer_minuten int4?, plaatsen int4, tijdvak_periodes int4[], tijdvak_bezet int4[],
--      persoon_max_week int4?, persoon_max_jaar int4?, persoon_week_periodes int4[], persoon_week_bezet int4[],
--      persoon_jaar_periodes int4[], persoon_jaar_bezet int4[],
--      bedrijf_max_week int4?, bedrijf_max_jaar int4?, bedrijf_week_periodes int4[], bedrijf_week_bezet int4[],
--      bedrijf_jaar_periodes int4[], bedrijf_jaar_bezet int4[],
--      kring_max_week int4?, kring_max_jaar int4?, kring_week_periodes int4[], kring_week_bezet int4[],
--      kring_jaar_periodes int4[], kring_jaar_bezet int4[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- seqscan: activiteitsoort has a row for each type
-- index: aanbod_uniek, vrijwilliger_uniek, bedrijf_uniek, erkenning_op_bedrijf, telling_uniek, bezetting_uniek, vrijwilliger_niet_dubbel_geboekt, sluiting_op_dag
select a.id, a.titel, b.id as bedrijf_id, b.naam as bedrijf_naam, a.vrijwilliger_id, r.id as kring_id,
	a.soort, case when b.gesloten_op is not null then 'gesloten' when v.beperkt_op is not null or v.stil_sinds is not null then 'gepauzeerd' else a.status end as status, a.niveaus,
	a.themas, a.talen, a.online, a.reisafstand_m,
	case when y.klas_reist then b.rd_x else coalesce(v.rd_x, b.rd_x) end as rd_x,
	case when y.klas_reist then b.rd_y else coalesce(v.rd_y, b.rd_y) end as rd_y,
	a.groep_min, a.groep_max, a.leeftijd_min, a.leerlingen_per_begeleider, a.traploos, a.dagdelen & coalesce(v.dagdelen, 32767) as dagdelen, a.van_datum, a.tot_datum,
	v.gepauzeerd_tot_datum, v.vog_geldig_tot_datum,
	coalesce(v.ambassadeur, false) as ambassadeur, coalesce(v.opleiding, 0) as opleiding, v.leeftijdsgroep,
	coalesce(e.crebos, '{}') as crebos, coalesce(e.geldig_tot, '{}') as crebos_geldig_tot,
	coalesce(t.cijfers, 0) as cijfers, coalesce(t.cijfer_som, 0) as cijfer_som,
	coalesce(t.gevraagd, 0) as gevraagd, coalesce(t.op_tijd, 0) as op_tijd,
	a.uitzonderingen,
	coalesce((select array_agg(d.dag order by w.tot_datum, w.van_datum, d.plek)
		from sluiting w
		cross join lateral (values (1, w.van_datum - date '1970-01-01'), (2, w.tot_datum - date '1970-01-01')) d (plek, dag)
		where w.houder = a.vrijwilliger_id and w.ingetrokken_op is null and w.tot_datum >= :vanaf::date), '{}')::int4[] as persoon_gesloten,
	coalesce((select array_agg(d.dag order by w.tot_datum, w.van_datum, d.plek)
		from sluiting w
		cross join lateral (values (1, w.van_datum - date '1970-01-01'), (2, w.tot_datum - date '1970-01-01')) d (plek, dag)
		where w.houder = b.id and w.ingetrokken_op is null and w.tot_datum >= :vanaf::date), '{}')::int4[] as bedrijf_gesloten,
	coalesce((select array_agg(g.halve_dag)
		from (select unnest(koppeling_halve_dagen(k)) as halve_dag
			from koppeling k
			where k.vrijwilliger_id = a.vrijwilliger_id and koppeling_loopt(k.status) and k.datum >= :vanaf::date
			union all
			select unnest(tijd_halve_dagen(i.tijd))
			from inschrijving i
			where i.vrijwilliger_id = a.vrijwilliger_id and i.status in ('gevraagd', 'bevestigd')
				and i.einde_op >= :vanaf::date) g), '{}')::int4[] as geboekt,
	coalesce((select array_agg(e.getal order by k.datum, k.dagdeel, e.plek)
		from koppeling k
		cross join lateral koppeling_verblijf(k) p
		cross join lateral (values (1, halve_dag(k.datum, k.dagdeel)), (2, p.van), (3, p.tot), (4, p.rd_x), (5, p.rd_y)) e (plek, getal)
		where k.vrijwilliger_id = a.vrijwilliger_id and koppeling_loopt(k.status)
			and k.datum >= :vanaf::date), '{}')::int4[] as verblijven,
	v.reisbuffer_minuten,
	a.plaatsen,
	coalesce(zt.periodes, '{}') as tijdvak_periodes, coalesce(zt.bezet, '{}') as tijdvak_bezet,
	v.max_per_week as persoon_max_week, v.max_per_schooljaar as persoon_max_jaar,
	coalesce(zp.weken, '{}') as persoon_week_periodes, coalesce(zp.weken_bezet, '{}') as persoon_week_bezet,
	coalesce(zp.jaren, '{}') as persoon_jaar_periodes, coalesce(zp.jaren_bezet, '{}') as persoon_jaar_bezet,
	b.max_per_week as bedrijf_max_week, b.max_per_schooljaar as bedrijf_max_jaar,
	coalesce(zb.weken, '{}') as bedrijf_week_periodes, coalesce(zb.weken_bezet, '{}') as bedrijf_week_bezet,
	coalesce(zb.jaren, '{}') as bedrijf_jaar_periodes, coalesce(zb.jaren_bezet, '{}') as bedrijf_jaar_bezet,
	r.max_per_week as kring_max_week, r.max_per_schooljaar as kring_max_jaar,
	coalesce(zr.weken, '{}') as kring_week_periodes, coalesce(zr.weken_bezet, '{}') as kring_week_bezet,
	coalesce(zr.jaren, '{}') as kring_jaar_periodes, coalesce(zr.jaren_bezet, '{}') as kring_jaar_bezet
from aanbod a
join activiteitsoort y on y.code = a.soort
left join vrijwilliger v on v.id = a.vrijwilliger_id
left join bedrijf b on b.id = coalesce(a.bedrijf_id, v.bedrijf_id)
left join kring r on r.id = coalesce(v.kring_id, b.kring_id)
left join telling t on t.houder = case when a.vrijwilliger_id is null then b.id else a.vrijwilliger_id end
left join lateral (select array_agg(e.crebo order by e.crebo) as crebos, array_agg(e.geldig_tot_datum order by e.crebo) as geldig_tot
	from erkenning e where e.bedrijf_id = b.id) e on true
left join lateral (select array_agg(z.periode order by z.periode) as periodes, array_agg(z.bezet order by z.periode) as bezet
	from bezetting z where z.houder = a.id and z.soort = 'tijdvak' and z.bezet > 0
		and z.periode >= (:vanaf::date - extract(isodow from :vanaf::date)::int4 + 1 - date '1970-01-01') * 3) zt on true
left join lateral (select
		array_agg(z.periode order by z.periode) filter (where z.soort = 'week') as weken,
		array_agg(z.bezet order by z.periode) filter (where z.soort = 'week') as weken_bezet,
		array_agg(z.periode order by z.periode) filter (where z.soort = 'schooljaar') as jaren,
		array_agg(z.bezet order by z.periode) filter (where z.soort = 'schooljaar') as jaren_bezet
	from bezetting z where z.houder = v.id and z.bezet > 0
		and (z.soort = 'schooljaar' and z.periode >= schooljaar(:vanaf::date)
			or z.soort = 'week' and v.max_per_week > 0 and z.periode >= to_char(:vanaf::date, 'IYYYIW')::int4)) zp on true
left join lateral (select
		array_agg(z.periode order by z.periode) filter (where z.soort = 'week') as weken,
		array_agg(z.bezet order by z.periode) filter (where z.soort = 'week') as weken_bezet,
		array_agg(z.periode order by z.periode) filter (where z.soort = 'schooljaar') as jaren,
		array_agg(z.bezet order by z.periode) filter (where z.soort = 'schooljaar') as jaren_bezet
	from bezetting z where z.houder = b.id and z.bezet > 0
		and (z.soort = 'schooljaar' and z.periode >= schooljaar(:vanaf::date)
			or z.soort = 'week' and b.max_per_week > 0 and z.periode >= to_char(:vanaf::date, 'IYYYIW')::int4)) zb on true
left join lateral (select
		array_agg(z.periode order by z.periode) filter (where z.soort = 'week') as weken,
		array_agg(z.bezet order by z.periode) filter (where z.soort = 'week') as weken_bezet,
		array_agg(z.periode order by z.periode) filter (where z.soort = 'schooljaar') as jaren,
		array_agg(z.bezet order by z.periode) filter (where z.soort = 'schooljaar') as jaren_bezet
	from bezetting z where z.houder = r.id and z.bezet > 0
		and (z.soort = 'schooljaar' and r.max_per_schooljaar > 0 and z.periode >= schooljaar(:vanaf::date)
			or z.soort = 'week' and r.max_per_week > 0 and z.periode >= to_char(:vanaf::date, 'IYYYIW')::int4)) zr on true
where a.id = any (:ids::uuid[])
order by a.id
