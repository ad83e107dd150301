-- The next questions for a stand-in of one match, the newest first, or one of them.
-- in: id uuid?, koppeling_id uuid?, school_id uuid?, nu timestamptz, voor_op timestamptz, voor_id uuid, aantal int8
-- out: id uuid, aanvraag_id uuid, koppeling_id uuid, datum date, dagdeel text, van_op timestamptz, tot_op timestamptz, status text, voorstel_id uuid?, invallers text, vrijwilliger_ids uuid[], versie int8, gemaakt_op timestamptz, gewijzigd_op timestamptz
-- rows: many
-- index: invalvraag_uniek, invalvraag_op_koppeling, invaller_uniek, aanbod_uniek
select v.id, v.aanvraag_id, v.koppeling_id, v.datum, v.dagdeel, lower(dagdeel_tijdvak(v.datum, v.dagdeel)) as van_op,
	upper(dagdeel_tijdvak(v.datum, v.dagdeel)) as tot_op,
	case when v.status = 'open' and lower(dagdeel_tijdvak(v.datum, v.dagdeel)) <= :nu::timestamptz then 'verlopen' else v.status end as status,
	v.voorstel_id,
	(select coalesce(jsonb_agg(jsonb_build_object('aanbodId', i.aanbod_id, 'titel', o.titel, 'rang', i.rang, 'status', i.status) order by i.rang), '[]')
		from invaller i join aanbod o on o.id = i.aanbod_id
		where i.invalvraag_id = v.id)::text as invallers,
	array(select o.vrijwilliger_id from invaller i join aanbod o on o.id = i.aanbod_id
		where i.invalvraag_id = v.id and o.vrijwilliger_id is not null) as vrijwilliger_ids,
	v.versie, v.gemaakt_op, v.gewijzigd_op
from (
	select n.id, n.aanvraag_id, n.koppeling_id, n.school_id, n.datum, n.dagdeel, n.status, n.voorstel_id, n.versie, n.gemaakt_op, n.gewijzigd_op
	from invalvraag n
	where :id::uuid is not null and n.id = :id::uuid
	union all
	select n.id, n.aanvraag_id, n.koppeling_id, n.school_id, n.datum, n.dagdeel, n.status, n.voorstel_id, n.versie, n.gemaakt_op, n.gewijzigd_op
	from invalvraag n
	where :koppeling_id::uuid is not null and n.koppeling_id = :koppeling_id::uuid
) v
where (:school_id::uuid is null or v.school_id = :school_id::uuid)
	and (v.gemaakt_op, v.id) < (:voor_op::timestamptz, :voor_id::uuid)
order by v.gemaakt_op desc, v.id desc
limit :aantal::int8
