-- What lies between a school and its suppliers, persons and companies each for themselves: an exclusion by either side that
-- holds today (and itself, when it supplies), how many activities there were before today, and the days of those from a date on, also the agreed ones that
-- come. What was agreed for the request itself does not count. And what staff pinned or ruled
-- out for the request (ingreep): an offer, a person or a company. Each line has the last place of the outbox (gebeurtenis/news)
-- that this moment knows; where there is no supplier, one line has only that.
-- in: school_id uuid, aanvraag_id uuid, vandaag date, sinds date
-- out: nieuws text?, houder uuid?, veto bool, keren int4, datums date[], ingreep text?
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: many
-- index: koppeling_agenda_van_school, veto_een_tegelijk, bedrijf_een_per_school, ingreep_op_aanvraag, gebeurtenis_in_volgorde
select n.nieuws, r.houder, coalesce(r.veto, false) as veto, coalesce(r.keren, 0) as keren, coalesce(r.datums, '{}') as datums,
	r.ingreep
from (select (select u.transactie::text || '.' || u.id::text from gebeurtenis u order by u.transactie desc, u.id desc limit 1)
	as nieuws) n
left join (
	select b.houder, b.ingreep, bool_or(b.veto) as veto, (count(*) filter (where b.datum < :vandaag::date))::int4 as keren,
		array_agg(distinct b.datum order by b.datum) filter (where b.datum >= :sinds::date) as datums
	from (
		select h.houder, null::text as ingreep, false as veto, k.datum
		from koppeling k
		cross join lateral (values (k.vrijwilliger_id), (k.bedrijf_id)) h (houder)
		where k.school_id = :school_id::uuid
			and k.aanvraag_id <> :aanvraag_id::uuid
			and k.status in ('bevestigd', 'ingepland', 'afgerond', 'geevalueerd')
			and h.houder is not null
		union all
		select coalesce(w.bedrijf_id, w.vrijwilliger_id), null, true, null
		from veto w
		where w.school_id = :school_id::uuid
			and w.van_datum <= :vandaag::date
			and (w.eind_datum is null or w.eind_datum > :vandaag::date)
		union all
		select c.id, null, true, null
		from bedrijf c
		where c.school_id = :school_id::uuid
		union all
		select i.wie, i.soort, false, null
		from ingreep i
		where i.aanvraag_id = :aanvraag_id::uuid
			and i.ingetrokken_op is null
	) b
	group by b.houder, b.ingreep
) r on true
order by r.houder
