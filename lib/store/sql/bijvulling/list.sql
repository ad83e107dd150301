-- What was and is refilled, the newest first: of a request, of the requests of a teacher or a school, in a state, or all (none given).
-- A branch for each question: see README.md.
-- in: aanvraag_id uuid?, docent_id uuid?, school_id uuid?, status text?, voor_op timestamptz, voor_id uuid, aantal int8
-- out: id uuid, aanvraag_id uuid, koppeling_id uuid, poging int4, maximum int4, status text, reden text?, voorstel_id uuid?, planning_id uuid?, gemaakt_op timestamptz, gewijzigd_op timestamptz
-- rows: many
-- index: aanvraag_op_maker, bijvulling_op_aanvraag, bijvulling_op_school, bijvulling_op_status, bijvulling_op_tijd
select v.id, v.aanvraag_id, v.koppeling_id, v.poging, v.maximum, v.status, v.reden, v.voorstel_id, v.planning_id, v.gemaakt_op, v.gewijzigd_op
from (
	(select b.id, b.aanvraag_id, b.koppeling_id, b.poging, b.maximum, b.status, b.reden, b.voorstel_id, b.planning_id, b.gemaakt_op, b.gewijzigd_op
	from bijvulling b
	where :aanvraag_id::uuid is not null
		and b.aanvraag_id = :aanvraag_id::uuid
		and (:school_id::uuid is null or b.school_id = :school_id::uuid)
		and (:docent_id::uuid is null or exists (select from aanvraag a where a.id = b.aanvraag_id and a.gemaakt_door = :docent_id::uuid))
		and (:status::text is null or b.status = :status::text)
		and (b.gemaakt_op, b.id) < (:voor_op::timestamptz, :voor_id::uuid)
	order by b.gemaakt_op desc, b.id desc
	limit :aantal::int8)
	union all
	(select b.id, b.aanvraag_id, b.koppeling_id, b.poging, b.maximum, b.status, b.reden, b.voorstel_id, b.planning_id, b.gemaakt_op, b.gewijzigd_op
	from bijvulling b
	where :aanvraag_id::uuid is null and :docent_id::uuid is not null
		and b.aanvraag_id = any (array(select a.id from aanvraag a where a.gemaakt_door = :docent_id::uuid))
		and (:status::text is null or b.status = :status::text)
		and (b.gemaakt_op, b.id) < (:voor_op::timestamptz, :voor_id::uuid)
	order by b.gemaakt_op desc, b.id desc
	limit :aantal::int8)
	union all
	(select b.id, b.aanvraag_id, b.koppeling_id, b.poging, b.maximum, b.status, b.reden, b.voorstel_id, b.planning_id, b.gemaakt_op, b.gewijzigd_op
	from bijvulling b
	where :aanvraag_id::uuid is null and :school_id::uuid is not null
		and b.school_id = :school_id::uuid
		and (:status::text is null or b.status = :status::text)
		and (b.gemaakt_op, b.id) < (:voor_op::timestamptz, :voor_id::uuid)
	order by b.gemaakt_op desc, b.id desc
	limit :aantal::int8)
	union all
	(select b.id, b.aanvraag_id, b.koppeling_id, b.poging, b.maximum, b.status, b.reden, b.voorstel_id, b.planning_id, b.gemaakt_op, b.gewijzigd_op
	from bijvulling b
	where coalesce(:aanvraag_id::uuid, :docent_id::uuid, :school_id::uuid) is null and :status::text is not null
		and b.status = :status::text
		and (b.gemaakt_op, b.id) < (:voor_op::timestamptz, :voor_id::uuid)
	order by b.gemaakt_op desc, b.id desc
	limit :aantal::int8)
	union all
	(select b.id, b.aanvraag_id, b.koppeling_id, b.poging, b.maximum, b.status, b.reden, b.voorstel_id, b.planning_id, b.gemaakt_op, b.gewijzigd_op
	from bijvulling b
	where coalesce(:aanvraag_id::uuid, :docent_id::uuid, :school_id::uuid) is null and :status::text is null
		and (b.gemaakt_op, b.id) < (:voor_op::timestamptz, :voor_id::uuid)
	order by b.gemaakt_op desc, b.id desc
	limit :aantal::int8)
) v
order by v.gemaakt_op desc, v.id desc
limit :aantal::int8
