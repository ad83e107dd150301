-- The next wishes by id: of a place, of a school, or all. A branch for each question: see README.md.
-- in: school_id uuid?, plek_id uuid?, na_id uuid, aantal int8
-- out: id uuid, plek_id uuid, school_id uuid, klas_id uuid, eerste int4, tweede int4, derde int4
-- rows: many
-- index: plekwens_uniek, plekwens_op_plek, plekwens_op_school
select v.id, v.plek_id, v.school_id, v.klas_id, v.eerste, v.tweede, v.derde
from (
	(select w.id, w.plek_id, w.school_id, w.klas_id, w.eerste, w.tweede, w.derde
	from plekwens w
	where :school_id::uuid is null and :plek_id::uuid is null
		and w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8)
	union all
	(select w.id, w.plek_id, w.school_id, w.klas_id, w.eerste, w.tweede, w.derde
	from plekwens w
	where :school_id::uuid is null and :plek_id::uuid is not null
		and w.plek_id = :plek_id::uuid
		and w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8)
	union all
	(select w.id, w.plek_id, w.school_id, w.klas_id, w.eerste, w.tweede, w.derde
	from plekwens w
	where :school_id::uuid is not null
		and w.school_id = :school_id::uuid
		and w.id > :na_id::uuid
		and (:plek_id::uuid is null or w.plek_id = :plek_id::uuid)
	order by w.id
	limit :aantal::int8)
) v
order by v.id
