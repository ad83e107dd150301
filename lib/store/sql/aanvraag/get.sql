-- Requests by id that the caller may see: staff all, a teacher and a school their own, a circle those of schools in its
-- municipalities, the others those with a match proposed to them.
-- in: ids uuid[], alle bool, docent_id uuid, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid
-- out: id uuid, school_id uuid, klas_id uuid, klas text, soort text, onderwerp text, toelichting text?,
--      themas text[], thema_vereist bool, niveau int8, taal text, groepsgrootte int4,
--      van_datum date, tot_datum date, dagdelen int4, max_afstand_m int4?,
--      online_toegestaan bool, vog_vereist bool, leeftijd_min int4?, crebo int4?, begeleiders int4?, traploos bool,
--      weken int4?, dagen_per_week int4?, uren_per_dag int4?, opdrachtvorm text?, teams int4?, mijlpaal_datums date[], mijlpaal_namen text[],
--      haltes int4?, haltes_min int4?, halte_minuten int4?,
--      wachttijd_weken int4?, voorkeur text,
--      wens_dagdelen int4, wens_talen text[], wens_ambassadeur bool, leerdoel text?, voorkennis text?, vervolg text?,
--      optie_van date[], optie_tot date[], optie_dagdelen int4[], campagne_id uuid?, kopie_van uuid?, reeks_id uuid?, reeks_keer int4?, naam_tonen bool, wacht_sinds timestamptz?,
--      wacht_bericht_op timestamptz?, status text,
--      versie int8, gemaakt_op timestamptz, gewijzigd_op timestamptz
-- rows: many
-- index: aanvraag_uniek, klas_uniek, koppeling_op_bedrijf, koppeling_op_vrijwilliger, school_uniek, kring_uniek
select a.id, a.school_id, a.klas_id, c.naam as klas, a.soort, a.onderwerp, a.toelichting,
	a.themas, a.thema_vereist, a.niveau, a.taal, a.groepsgrootte,
	a.van_datum, a.tot_datum, a.dagdelen, a.max_afstand_m,
	a.online_toegestaan, a.vog_vereist, a.leeftijd_min, a.crebo, a.begeleiders, a.traploos, a.weken, a.dagen_per_week, a.uren_per_dag,
	a.opdrachtvorm, a.teams, a.mijlpaal_datums, a.mijlpaal_namen, a.haltes, a.haltes_min, a.halte_minuten, a.wachttijd_weken, a.voorkeur,
	a.wens_dagdelen, a.wens_talen, a.wens_ambassadeur, a.leerdoel, a.voorkennis, a.vervolg,
	a.optie_van, a.optie_tot, a.optie_dagdelen, a.campagne_id, a.kopie_van, a.reeks_id, a.reeks_keer, a.naam_tonen, a.wacht_sinds, a.wacht_bericht_op, a.status,
	a.versie, a.gemaakt_op, a.gewijzigd_op
from aanvraag a
join klas c on c.id = a.klas_id
where a.id = any (:ids::uuid[])
	and (:alle::bool or a.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid
		or exists (
			select from koppeling k
			where k.aanvraag_id = a.id
				and (k.bedrijf_id = :bedrijf_id::uuid or k.vrijwilliger_id = :vrijwilliger_id::uuid))
		or (select s.gemeente_code from school s where s.id = a.school_id)
			= any (array(select unnest(r.gemeenten) from kring r where r.id = :kring_id::uuid)))
order by a.id
