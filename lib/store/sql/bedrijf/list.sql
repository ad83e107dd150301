-- The next open companies by id, of a circle and with words in their names or place when asked for. A branch for each
-- question: see README.md.
-- in: kring_id uuid?, zoek text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: bedrijf_op_id, bedrijf_op_kring, bedrijf_op_zoektekst
with gevonden as materialized (
	select b.id
	from bedrijf b
	where :zoek::text is not null
		and b.zoektekst like :zoek::text
		and b.gesloten_op is null
		and (:kring_id::uuid is null or b.kring_id = :kring_id::uuid)
)
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select b.id
	from bedrijf b
	where :kring_id::uuid is null and :zoek::text is null
		and b.gesloten_op is null
		and b.id > :na_id::uuid
	order by b.id
	limit :aantal::int8)
	union all
	(select b.id
	from bedrijf b
	where :kring_id::uuid is not null and :zoek::text is null
		and b.kring_id = :kring_id::uuid
		and b.gesloten_op is null
		and b.id > :na_id::uuid
	order by b.id
	limit :aantal::int8)
	union all
	(select b.id
	from gevonden b
	where :zoek::text is not null
		and b.id > :na_id::uuid
	order by b.id
	limit :aantal::int8)
) v
