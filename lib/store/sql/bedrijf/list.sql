-- The next open companies by id, of a circle and with words in their names or place when asked for.
-- in: kring_id uuid?, zoek text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: bedrijf_op_id; bedrijf_op_kring or bedrijf_op_zoektekst when few match
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select b.id
	from bedrijf b
	where b.gesloten_op is null
		and b.id > :na_id::uuid
		and (:kring_id::uuid is null or b.kring_id = :kring_id::uuid)
		and (:zoek::text is null or b.zoektekst like :zoek::text)
	order by b.id
	limit :aantal::int8
) v
