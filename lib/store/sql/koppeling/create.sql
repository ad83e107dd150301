-- A proposal: takes the place, the class and the person at once, or fails on the constraint that says no. No row when
-- the request is no longer the version that was judged. The alternatives are remembered as they were called at this moment.
-- A stop of a rondgang (halte > 0) has its own minutes after midnight.
-- in: id uuid, aanvraag_id uuid, aanvraag_versie int8, aanbod_id uuid, datum date, dagdeel text, halte int4, van_min int4, tot_min int4, score int4, factoren text, alternatief_ids uuid[],
--     alternatief_scores int4[], gewicht_versie int4, nu timestamptz, account_id uuid?, rol text
-- out: versie int8
-- as: systeem: neither side has a match yet; the request was found by its school
-- rows: maybe
-- index: aanvraag_uniek, aanbod_uniek, vrijwilliger_uniek
insert into koppeling as k (id, aanvraag_id, aanbod_id, school_id, klas_id, bedrijf_id, vrijwilliger_id, datum, dagdeel, halte, halte_tijd,
	status, score, factoren, alternatieven, gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_door, gewijzigd_rol)
select :id::uuid, a.id, o.id, a.school_id, a.klas_id, coalesce(o.bedrijf_id, v.bedrijf_id), o.vrijwilliger_id,
	:datum::date, :dagdeel::text, :halte::int4,
	case when :halte::int4 > 0 then tstzrange((:datum::date + make_interval(mins => :van_min::int4)) at time zone 'Europe/Amsterdam',
		(:datum::date + make_interval(mins => :tot_min::int4)) at time zone 'Europe/Amsterdam') end, 'voorgesteld', :score::int4, :factoren::text::jsonb,
	(select coalesce(jsonb_agg(jsonb_build_object('aanbodId', n.id, 'titel', n.titel, 'score', x.score) order by x.plek), '[]')
		from unnest(:alternatief_ids::uuid[], :alternatief_scores::int4[]) with ordinality x (id, score, plek)
		join aanbod n on n.id = x.id),
	:gewicht_versie::int4, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid, :rol::text
from aanvraag a
cross join aanbod o
left join vrijwilliger v on v.id = o.vrijwilliger_id
where a.id = :aanvraag_id::uuid
	and a.versie = :aanvraag_versie::int8
	and o.id = :aanbod_id::uuid
for no key update of a
returning k.versie
