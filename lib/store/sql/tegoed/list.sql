-- What the next classes of a school are due of their norm in a school year, had and will have, by id. A rondgang is one visit. The caller may see the school.
-- in: school_id uuid, schooljaar int4, na_id uuid, aantal int8
-- out: klas_id uuid, klas text, niveau int8, groepsgrootte int4, dagdeel_norm int4, dagdeel_geweest int4, dagdeel_gepland int4,
--      bezoek_norm int4, bezoek_geweest int4, bezoek_gepland int4
-- as: systeem: the coordinator of a circle sees how much a class had, of other circles' suppliers too
-- rows: many
-- seqscan: activiteitsoort has a row for each type
-- index: klas_op_school, school_uniek, klas_jaar_uniek, klas_niet_dubbel_geboekt
select c.id as klas_id, c.naam as klas, j.niveau, j.groepsgrootte,
	coalesce((select n.aantal from norm n
		where n.niveau = j.niveau and n.eenheid = 'dagdeel' and n.vanaf_schooljaar <= j.schooljaar
			and (n.gemeente_code is null or n.gemeente_code = s.gemeente_code)
		order by n.gemeente_code, n.vanaf_schooljaar desc limit 1), 0) as dagdeel_norm,
	t.dagdeel_geweest, t.dagdeel_gepland,
	coalesce((select n.aantal from norm n
		where n.niveau = j.niveau and n.eenheid = 'bezoek' and n.vanaf_schooljaar <= j.schooljaar
			and (n.gemeente_code is null or n.gemeente_code = s.gemeente_code)
		order by n.gemeente_code, n.vanaf_schooljaar desc limit 1), 0) as bezoek_norm,
	t.bezoek_geweest, t.bezoek_gepland
from klas c
join school s on s.id = c.school_id
join klas_jaar j on j.klas_id = c.id and j.schooljaar = :schooljaar::int4
cross join lateral (
	select count(distinct k.aanvraag_id) filter (where y.telt_als = 'dagdeel' and k.status <> 'ingepland')::int4 as dagdeel_geweest,
		count(distinct k.aanvraag_id) filter (where y.telt_als = 'dagdeel' and k.status = 'ingepland')::int4 as dagdeel_gepland,
		count(distinct k.aanvraag_id) filter (where y.telt_als = 'bezoek' and k.status <> 'ingepland')::int4 as bezoek_geweest,
		count(distinct k.aanvraag_id) filter (where y.telt_als = 'bezoek' and k.status = 'ingepland')::int4 as bezoek_gepland
	from koppeling k
	join activiteitsoort y on y.code = k.soort
	where k.klas_id = c.id
		and k.datum >= make_date(:schooljaar::int4, 8, 1) and k.datum < make_date(:schooljaar::int4 + 1, 8, 1)
		and k.status in ('ingepland', 'afgerond', 'geevalueerd')
) t
where c.school_id = :school_id::uuid
	and c.id > :na_id::uuid
order by c.id
limit :aantal::int8
