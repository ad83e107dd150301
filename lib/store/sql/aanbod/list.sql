-- The next offers by id. For staff and, without those of who is restricted (`afgeschermde`), for readers. A branch for each question:
-- see README.md.
-- in: afgeschermde bool, soort text?, status text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: aanbod_uniek, aanbod_op_soort, aanbod_op_status, aanbod_op_soort_en_status
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select o.id
	from aanbod o
	where :soort::text is null and :status::text is null
		and o.id > :na_id::uuid
		and (:afgeschermde::bool or not is_beperkt(o.vrijwilliger_id))
	order by o.id
	limit :aantal::int8)
	union all
	(select o.id
	from aanbod o
	where :soort::text is not null and :status::text is null
		and o.soort = :soort::text
		and o.id > :na_id::uuid
		and (:afgeschermde::bool or not is_beperkt(o.vrijwilliger_id))
	order by o.id
	limit :aantal::int8)
	union all
	(select o.id
	from aanbod o
	where :soort::text is null and :status::text is not null
		and o.status = :status::text
		and o.id > :na_id::uuid
		and (:afgeschermde::bool or not is_beperkt(o.vrijwilliger_id))
	order by o.id
	limit :aantal::int8)
	union all
	(select o.id
	from aanbod o
	where :soort::text is not null and :status::text is not null
		and o.soort = :soort::text
		and o.status = :status::text
		and o.id > :na_id::uuid
		and (:afgeschermde::bool or not is_beperkt(o.vrijwilliger_id))
	order by o.id
	limit :aantal::int8)
) v
