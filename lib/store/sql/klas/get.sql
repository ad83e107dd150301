-- Classes by id, as they are in their last school year (when only requests name it, in this one or the last before it): all, those of a school, or of the schools in the municipalities of a circle.
-- in: ids uuid[], schooljaar int4, alle bool, school_id uuid, kring_id uuid
-- out: id uuid, school_id uuid, naam text, schooljaar int4?, niveau int8?, groepsgrootte int4?, behoeften text[],
--      vertrokken_datum date?, versie int8
-- rows: many
-- index: klas_uniek, klas_jaar_uniek, school_uniek, kring_uniek
select c.id, c.school_id, c.naam, j.schooljaar, j.niveau, j.groepsgrootte, coalesce(j.behoeften, '{}') as behoeften,
	c.vertrokken_datum, c.versie
from klas c
left join lateral (
	select y.schooljaar, y.niveau, y.groepsgrootte, y.behoeften
	from klas_jaar y
	where y.klas_id = c.id
	order by case when c.gewijzigd_op is null and y.schooljaar > :schooljaar::int4 then -y.schooljaar else y.schooljaar end desc
	limit 1
) j on true
where c.id = any (:ids::uuid[])
	and (:alle::bool or c.school_id = :school_id::uuid
		or (select s.gemeente_code from school s where s.id = c.school_id)
			= any (array(select unnest(r.gemeenten) from kring r where r.id = :kring_id::uuid)))
order by c.id
