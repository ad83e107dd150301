-- The next volunteers by id of a circle: its own, and the people of its companies who are of no other.
-- in: kring_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: bedrijf_op_kring, vrijwilliger_op_kring, vrijwilliger_op_bedrijf
with alle as (
	select w.id
	from vrijwilliger w
	where w.kring_id = :kring_id::uuid
		and w.id > :na_id::uuid
		and w.gewist_op is null and w.beperkt_op is null
	union all
	select w.id
	from vrijwilliger w
	where w.bedrijf_id = any (array(
			select b.id from bedrijf b where b.kring_id = :kring_id::uuid and b.gesloten_op is null))
		and w.kring_id is null
		and w.id > :na_id::uuid
		and w.gewist_op is null and w.beperkt_op is null
)
select coalesce(array_agg(n.id order by n.id), '{}') as ids
from (
	select a.id
	from alle a
	order by a.id
	limit :aantal::int8
) n
