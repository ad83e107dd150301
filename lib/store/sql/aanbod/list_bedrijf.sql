-- The next offers of a company by id, of nobody who is restricted.
-- in: bedrijf_id uuid, soort text?, status text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: aanbod_op_bedrijf
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select o.id
	from aanbod o
	where o.id > :na_id::uuid
		and o.bedrijf_id = :bedrijf_id::uuid
		and not is_beperkt(o.vrijwilliger_id)
		and (:soort::text is null or o.soort = :soort::text)
		and (:status::text is null or o.status = :status::text)
	order by o.id
	limit :aantal::int8
) v
