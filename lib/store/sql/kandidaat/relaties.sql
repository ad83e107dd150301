-- What lies between a school and its suppliers, persons and companies each for themselves: an exclusion by either side that
-- holds today, how many activities there were before today, and the days of those from a date on, also the agreed ones that
-- come. What was agreed for the request itself does not count.
-- in: school_id uuid, aanvraag_id uuid, vandaag date, sinds date
-- out: houder uuid, veto bool, keren int4, datums date[]
-- rows: many
-- index: koppeling_op_school, veto_een_tegelijk
select r.houder, bool_or(r.veto) as veto, (count(*) filter (where r.datum < :vandaag::date))::int4 as keren,
	coalesce(array_agg(distinct r.datum order by r.datum) filter (where r.datum >= :sinds::date), '{}') as datums
from (
	select h.houder, false as veto, k.datum
	from koppeling k
	cross join lateral (values (k.vrijwilliger_id), (k.bedrijf_id)) h (houder)
	where k.school_id = :school_id::uuid
		and k.aanvraag_id <> :aanvraag_id::uuid
		and k.status in ('bevestigd', 'ingepland', 'afgerond', 'geevalueerd')
		and h.houder is not null
	union all
	select coalesce(w.bedrijf_id, w.vrijwilliger_id), true, null
	from veto w
	where w.school_id = :school_id::uuid
		and w.van_datum <= :vandaag::date
		and (w.eind_datum is null or w.eind_datum > :vandaag::date)
) r
group by r.houder
order by r.houder
