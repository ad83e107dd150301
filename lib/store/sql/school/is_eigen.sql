-- Whether a school is the caller's: all are, that one is, or it lies in the municipalities of the circle. No row: there is no such school.
-- in: id uuid, alle bool, school_id uuid, kring_id uuid
-- out: eigen bool
-- rows: maybe
-- index: school_uniek, kring_uniek
select :alle::bool or s.id = :school_id::uuid
	or coalesce(s.gemeente_code = any (array(select unnest(r.gemeenten) from kring r where r.id = :kring_id::uuid)), false) as eigen
from school s
where s.id = :id::uuid
