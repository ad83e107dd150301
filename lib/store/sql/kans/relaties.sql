-- What lies between the schools of these requests and one person and one company, each for themselves; as
-- kandidaat/relaties has it for one school and everybody. Days only where a cool-down counts them. Where staff ruled out the offer for a
-- request, whichever of the three it named, a line says so of the offer (verbod).
-- in: ids uuid[], aanbod_id uuid, vrijwilliger_id uuid?, bedrijf_id uuid?, vandaag date
-- out: aanvraag_id uuid, houder uuid, veto bool, keren int4, datums date[], verbod bool
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- index: aanvraag_uniek, koppeling_agenda_van_school, veto_een_tegelijk, bedrijf_een_per_school, ingreep_op_aanvraag
select a.id as aanvraag_id, r.houder, bool_or(r.veto) as veto,
	(count(*) filter (where r.datum < :vandaag::date))::int4 as keren,
	coalesce(array_agg(distinct r.datum order by r.datum)
		filter (where r.datum >= a.van_datum - 7 * a.wachttijd_weken), '{}') as datums, r.verbod
from aanvraag a
cross join lateral (
	select h.houder, false as verbod, false as veto, k.datum
	from koppeling k
	cross join lateral (values (k.vrijwilliger_id), (k.bedrijf_id)) h (houder)
	where k.school_id = a.school_id
		and k.aanvraag_id <> a.id
		and k.status in ('bevestigd', 'ingepland', 'afgerond', 'geevalueerd')
		and h.houder in (:vrijwilliger_id::uuid, :bedrijf_id::uuid)
	union all
	select coalesce(w.bedrijf_id, w.vrijwilliger_id), false, true, null
	from veto w
	where w.school_id = a.school_id
		and coalesce(w.bedrijf_id, w.vrijwilliger_id) in (:vrijwilliger_id::uuid, :bedrijf_id::uuid)
		and w.van_datum <= :vandaag::date
		and (w.eind_datum is null or w.eind_datum > :vandaag::date)
	union all
	select c.id, false, true, null
	from bedrijf c
	where c.id = :bedrijf_id::uuid and c.school_id = a.school_id
	union all
	select :aanbod_id::uuid, true, false, null
	from ingreep i
	where i.aanvraag_id = a.id
		and i.ingetrokken_op is null
		and case i.soort when 'verbod' then i.wie in (:aanbod_id::uuid, :vrijwilliger_id::uuid, :bedrijf_id::uuid)
			when 'alleen' then i.wie <> :aanbod_id::uuid else false end
) r
where a.id = any (:ids::uuid[])
group by a.id, r.houder, r.verbod
order by a.id, r.houder
