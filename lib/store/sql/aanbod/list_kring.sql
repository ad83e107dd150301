-- The next offers by id of the companies and the people of a circle, of nobody who is restricted.
-- in: kring_id uuid, soort text?, status text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: bedrijf_op_kring, vrijwilliger_op_kring, vrijwilliger_uniek, aanbod_op_bedrijf, aanbod_op_vrijwilliger
with alle as (
	select o.id, o.soort, o.status
	from aanbod o
	left join vrijwilliger v on v.id = o.vrijwilliger_id
	where o.bedrijf_id = any (array(
			select b.id from bedrijf b where b.kring_id = :kring_id::uuid and b.gesloten_op is null))
		and coalesce(v.kring_id, :kring_id::uuid) = :kring_id::uuid
		and not is_beperkt(o.vrijwilliger_id)
		and o.id > :na_id::uuid
	union
	select o.id, o.soort, o.status
	from aanbod o
	where o.vrijwilliger_id = any (array(select v.id from vrijwilliger v where v.kring_id = :kring_id::uuid and v.beperkt_op is null))
		and o.id > :na_id::uuid
)
select coalesce(array_agg(n.id order by n.id), '{}') as ids
from (
	select a.id
	from alle a
	where (:soort::text is null or a.soort = :soort::text)
		and (:status::text is null or a.status = :status::text)
	order by a.id
	limit :aantal::int8
) n
