-- The next kits by id of who made them, or of all: every version, withdrawn or not as asked.
-- in: alle bool, school_id uuid, bedrijf_id uuid, ingetrokken bool?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- seqscan: there are hundreds of kits
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select p.id
	from lespakket p
	where (:alle::bool or p.school_id = :school_id::uuid or p.bedrijf_id = :bedrijf_id::uuid)
		and p.id > :na_id::uuid
		and (:ingetrokken::bool is null or (p.ingetrokken_op is not null) = :ingetrokken::bool)
	order by p.id
	limit :aantal::int8
) v
