-- The next norms by id: all, or those that hold in a school year.
-- in: schooljaar int4?, na_id uuid, aantal int8
-- out: id uuid, niveau int8, eenheid text, gemeente_code text?, vanaf_schooljaar int4, aantal int4, versie int8
-- rows: many
-- seqscan: norm has a row or two for a level
select n.id, n.niveau, n.eenheid, n.gemeente_code, n.vanaf_schooljaar, n.aantal, n.versie
from norm n
where n.id > :na_id::uuid
	and (:schooljaar::int4 is null
		or n.vanaf_schooljaar <= :schooljaar::int4
		and not exists (
			select from norm later
			where later.niveau = n.niveau and later.eenheid = n.eenheid and later.gemeente_code is not distinct from n.gemeente_code
				and later.vanaf_schooljaar > n.vanaf_schooljaar and later.vanaf_schooljaar <= :schooljaar::int4))
order by n.id
limit :aantal::int8
