-- Many offers by id as kandidaat/aanbod gives them, without what is counted and listed elsewhere: kandidaat/gebruik,
-- kandidaat/geboekt and kandidaat/erkend have that for many at once, to be joined in memory.
-- in: ids uuid[]
-- out: id uuid, titel text, bedrijf_id uuid?, bedrijf_naam text?, vrijwilliger_id uuid?, kring_id uuid?, soort text, status text, niveaus int8, themas text[],
--      talen text[], online bool, reisafstand_m int4?, rd_x int4?, rd_y int4?, groep_min int4, groep_max int4,
--      leeftijd_min int4?, leerlingen_per_begeleider int4?, traploos bool, dagdelen int4, van_datum date, tot_datum date?, gepauzeerd_tot_datum date?,
--      vog_geldig_tot_datum date?, ambassadeur bool, opleiding int8, leeftijdsgroep text?, cijfers int4, cijfer_som int4,
--      gevraagd int4, op_tijd int4, uitzonderingen int4[], reisbuffer_minuten int4?, plaatsen int4, persoon_max_week int4?, persoon_max_jaar int4?,
--      bedrijf_max_week int4?, bedrijf_max_jaar int4?, kring_max_week int4?, kring_max_jaar int4?
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- seqscan: activiteitsoort has a row for each type
-- index: aanbod_uniek, vrijwilliger_uniek, bedrijf_uniek, telling_uniek
select a.id, a.titel, b.id as bedrijf_id, b.naam as bedrijf_naam, a.vrijwilliger_id, r.id as kring_id, a.soort,
	case when b.gesloten_op is not null then 'gesloten' when v.beperkt_op is not null or v.stil_sinds is not null then 'gepauzeerd' else a.status end as status, a.niveaus, a.themas, a.talen, a.online,
	a.reisafstand_m,
	case when y.klas_reist then b.rd_x else coalesce(v.rd_x, b.rd_x) end as rd_x,
	case when y.klas_reist then b.rd_y else coalesce(v.rd_y, b.rd_y) end as rd_y,
	a.groep_min, a.groep_max, a.leeftijd_min, a.leerlingen_per_begeleider, a.traploos, a.dagdelen & coalesce(v.dagdelen, 32767) as dagdelen, a.van_datum, a.tot_datum,
	v.gepauzeerd_tot_datum, v.vog_geldig_tot_datum,
	coalesce(v.ambassadeur, false) as ambassadeur, coalesce(v.opleiding, 0) as opleiding, v.leeftijdsgroep,
	coalesce(t.cijfers, 0) as cijfers, coalesce(t.cijfer_som, 0) as cijfer_som,
	coalesce(t.gevraagd, 0) as gevraagd, coalesce(t.op_tijd, 0) as op_tijd,
	a.uitzonderingen, v.reisbuffer_minuten, a.plaatsen,
	v.max_per_week as persoon_max_week, v.max_per_schooljaar as persoon_max_jaar,
	b.max_per_week as bedrijf_max_week, b.max_per_schooljaar as bedrijf_max_jaar,
	r.max_per_week as kring_max_week, r.max_per_schooljaar as kring_max_jaar
from aanbod a
join activiteitsoort y on y.code = a.soort
left join vrijwilliger v on v.id = a.vrijwilliger_id
left join bedrijf b on b.id = coalesce(a.bedrijf_id, v.bedrijf_id)
left join kring r on r.id = coalesce(v.kring_id, b.kring_id)
left join telling t on t.houder = case when a.vrijwilliger_id is null then b.id else a.vrijwilliger_id end
where a.id = any (:ids::uuid[])
order by a.id
