-- The other times of a series: the same as the first, so many days later. A campaign is of the first alone, and so is a place on the waiting
-- list.
-- in: id uuid, ids uuid[], dagen int4[], account_id uuid, nu timestamptz
-- rows: none
-- index: aanvraag_uniek
insert into aanvraag (id, school_id, klas_id, soort, onderwerp, toelichting,
	themas, thema_vereist, niveau, taal, groepsgrootte,
	van_datum, tot_datum, dagdelen, max_afstand_m, online_toegestaan, vog_vereist,
	leeftijd_min, crebo, begeleiders, traploos, weken, dagen_per_week, uren_per_dag, opdrachtvorm, teams,
	mijlpaal_datums, mijlpaal_namen, haltes, haltes_min, halte_minuten,
	wachttijd_weken, voorkeur, wens_dagdelen, wens_talen, wens_ambassadeur, leerdoel, voorkennis, vervolg,
	optie_van, optie_tot, optie_dagdelen, kopie_van, naam_tonen, reeks_id, reeks_keer, status,
	versie, gemaakt_op, gemaakt_door, gewijzigd_op, gewijzigd_door)
select d.id, a.school_id, a.klas_id, a.soort, a.onderwerp, a.toelichting,
	a.themas, a.thema_vereist, a.niveau, a.taal, a.groepsgrootte,
	a.van_datum + d.dagen, a.tot_datum + d.dagen, a.dagdelen, a.max_afstand_m, a.online_toegestaan, a.vog_vereist,
	a.leeftijd_min, a.crebo, a.begeleiders, a.traploos, a.weken, a.dagen_per_week, a.uren_per_dag, a.opdrachtvorm, a.teams,
	array(select m.dag + d.dagen from unnest(a.mijlpaal_datums) with ordinality m (dag, plek) order by m.plek), a.mijlpaal_namen, a.haltes, a.haltes_min, a.halte_minuten,
	a.wachttijd_weken, a.voorkeur, a.wens_dagdelen, a.wens_talen, a.wens_ambassadeur, a.leerdoel, a.voorkennis, a.vervolg,
	array(select o.dag + d.dagen from unnest(a.optie_van) with ordinality o (dag, plek) order by o.plek),
	array(select o.dag + d.dagen from unnest(a.optie_tot) with ordinality o (dag, plek) order by o.plek),
	a.optie_dagdelen, a.kopie_van, a.naam_tonen, a.reeks_id, d.plek::int4 + 1, a.status,
	1, :nu::timestamptz, a.gemaakt_door, :nu::timestamptz, :account_id::uuid
from aanvraag a
cross join unnest(:ids::uuid[], :dagen::int4[]) with ordinality d (id, dagen, plek)
where a.id = :id::uuid
