-- The next classes by id: of all schools, of one, or of the schools in the municipalities of a circle. A branch for each question: see
-- README.md.
-- in: school_id uuid?, kring_id uuid?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: klas_uniek, klas_op_school, kring_uniek, school_op_gemeente
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select c.id
	from klas c
	where :school_id::uuid is null and :kring_id::uuid is null
		and c.id > :na_id::uuid
	order by c.id
	limit :aantal::int8)
	union all
	(select c.id
	from klas c
	where :kring_id::uuid is null
		and c.school_id = :school_id::uuid
		and c.id > :na_id::uuid
	order by c.id
	limit :aantal::int8)
	union all
	(select c.id
	from klas c
	where :kring_id::uuid is not null
		and c.school_id = any (array(
			select s.id from kring r
			join school s on s.gemeente_code = any (r.gemeenten) and s.gesloten_op is null
			where r.id = :kring_id::uuid))
		and (:school_id::uuid is null or c.school_id = :school_id::uuid)
		and c.id > :na_id::uuid
	order by c.id
	limit :aantal::int8)
) v
