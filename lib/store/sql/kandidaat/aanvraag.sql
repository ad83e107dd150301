-- What the engine needs of requests by id, those that the caller may see, with the days on which the school is closed as pairs of the
-- first and the last, since 1970, its time options as threes of these and the half-days of the week, and
-- from when to when its half-days are, in minutes after midnight, on the first day of its window; and the last place of the outbox
-- (gebeurtenis/news) that this moment knows.
-- in: ids uuid[], docent_id uuid?, school_id uuid?, vanaf date
-- out: id uuid, school_id uuid, gemaakt_door uuid?, klas_id uuid, soort text, themas text[], thema_vereist bool, niveau int8, taal text,
--      groepsgrootte int4, van_datum date, tot_datum date, dagdelen int4, max_afstand_m int4?,
--      online_toegestaan bool, vog_vereist bool, leeftijd_min int4?, crebo int4?, begeleiders int4?, traploos bool, weken int4?, wachttijd_weken int4?, voorkeur text,
--      wens_dagdelen int4, wens_talen text[], wens_ambassadeur bool, status text, rd_x int4?, rd_y int4?,
--      gemeente_code text?, gemeente_naam text?, vakantieregio text?, kringen uuid[], behoefte int4, norm_tekort int4?, klas_bezet int4[], gesloten int4[], opties int4[], uren int4[], versie int8,
--      nieuws text?
-- rows: many
-- seqscan: activiteitsoort has a row for each type
-- index: aanvraag_uniek, school_uniek, gemeente_uniek, koppeling_op_school, klas_niet_dubbel_geboekt, gebeurtenis_in_volgorde, sluiting_op_dag
select a.id, a.school_id, a.gemaakt_door, a.klas_id, a.soort, a.themas, a.thema_vereist, a.niveau, a.taal, a.groepsgrootte,
	a.van_datum, a.tot_datum, a.dagdelen, a.max_afstand_m, a.online_toegestaan, a.vog_vereist,
	a.leeftijd_min, a.crebo, a.begeleiders, a.traploos, a.weken, a.wachttijd_weken, a.voorkeur, a.wens_dagdelen, a.wens_talen, a.wens_ambassadeur, a.status,
	s.rd_x, s.rd_y, s.gemeente_code, g.naam as gemeente_naam, coalesce(s.vakantieregio, g.vakantieregio) as vakantieregio,
	array(select r.id from kring r where s.gemeente_code = any (r.gemeenten) order by r.id) as kringen,
	(select count(*)::int4 from koppeling k
		where k.school_id = a.school_id and k.status in ('ingepland', 'afgerond', 'geevalueerd')
			and k.datum >= make_date(schooljaar(greatest(a.van_datum, :vanaf::date + 1)), 8, 1)
			and k.datum < make_date(schooljaar(greatest(a.van_datum, :vanaf::date + 1)) + 1, 8, 1)) as behoefte,
	(select case when n.aantal > 0 then greatest(n.aantal - (select count(distinct k.aanvraag_id)::int4 from koppeling k
			join activiteitsoort y on y.code = k.soort
			where k.klas_id = a.klas_id and k.status in ('ingepland', 'afgerond', 'geevalueerd')
				and y.telt_als = n.eenheid
				and schooljaar(k.datum) = schooljaar(greatest(a.van_datum, :vanaf::date + 1))), 0) end
		from norm n
		where n.niveau = a.niveau
			and n.eenheid = (select y.telt_als from activiteitsoort y where y.code = a.soort)
			and (n.gemeente_code is null or n.gemeente_code = s.gemeente_code)
			and n.vanaf_schooljaar <= schooljaar(greatest(a.van_datum, :vanaf::date + 1))
		order by n.gemeente_code, n.vanaf_schooljaar desc
		limit 1) as norm_tekort,
	array(select unnest(koppeling_halve_dagen(k))
		from koppeling k
		where k.klas_id = a.klas_id and koppeling_loopt(k.status) and k.datum >= :vanaf::date
			and (a.haltes is null or k.aanvraag_id <> a.id)
		union
		select unnest(tijd_halve_dagen(i.tijd))
		from inschrijving i
		where i.klas_id = a.klas_id and i.status in ('gevraagd', 'bevestigd') and i.einde_op >= :vanaf::date)::int4[] as klas_bezet,
	coalesce((select array_agg(d.dag order by w.tot_datum, w.van_datum, d.plek)
		from sluiting w
		cross join lateral (values (1, w.van_datum - date '1970-01-01'), (2, w.tot_datum - date '1970-01-01')) d (plek, dag)
		where w.houder = a.school_id and w.ingetrokken_op is null and w.tot_datum >= :vanaf::date), '{}')::int4[] as gesloten,
	coalesce((select array_agg(e.getal order by o.keus, e.plek)
		from unnest(a.optie_van, a.optie_tot, a.optie_dagdelen) with ordinality o (van, tot, dagdelen, keus)
		cross join lateral (values (1, o.van - date '1970-01-01'), (2, o.tot - date '1970-01-01'), (3, o.dagdelen)) e (plek, getal)),
		'{}')::int4[] as opties,
	coalesce((select array_agg(e.minuten order by array_position(array['ochtend', 'middag', 'avond'], u.dagdeel), e.plek)
		from dagdeel_minuten(a.school_id, greatest(a.van_datum, :vanaf::date)) u
		cross join lateral (values (1, u.van), (2, u.tot)) e (plek, minuten)), '{}')::int4[] as uren,
	a.versie,
	(select u.transactie::text || '.' || u.id::text from gebeurtenis u order by u.transactie desc, u.id desc limit 1) as nieuws
from aanvraag a
cross join lateral (
	select o.rd_x, o.rd_y, o.gemeente_code, o.vakantieregio
	from school o
	where o.id = a.school_id
	offset 0 -- one school for each request by its key, rather than all schools for the few
) s
left join gemeente g on g.code = s.gemeente_code
where a.id = any (:ids::uuid[])
	and (:school_id::uuid is null or a.school_id = :school_id::uuid)
	and (:docent_id::uuid is null or a.gemaakt_door = :docent_id::uuid)
order by a.id
