-- The next kits by id, each in its last version and not withdrawn.
-- in: thema text?, niveau int8?, zoek text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- seqscan: there are hundreds of kits
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select p.id
	from lespakket p
	where p.opgevolgd_op is null and p.ingetrokken_op is null
		and p.id > :na_id::uuid
		and (:thema::text is null or :thema::text = any (p.themas))
		and (:niveau::int8 is null or p.niveaus & :niveau::int8 <> 0)
		and (:zoek::text is null or p.zoektekst like :zoek::text)
	order by p.id
	limit :aantal::int8
) v
