-- The active offers of one type, no more than :aantal: those that fit the level, language, group and topics first, and of
-- these the nearest to a place. An offer whose place is not known counts as near; no topics means any. Together they have
-- no more than :uitzonderingen exceptions, so that all of them fit in memory. Offers of a closed company are over.
-- in: soort text, niveau int8, taal text, groepsgrootte int4, themas text[], rd_x int4?, rd_y int4?, aantal int8, uitzonderingen int8
-- out: ids uuid[]
-- rows: one
-- seqscan: ranks the whole active supply of a kind
select coalesce(array_agg(n.id), '{}') as ids
from (
	select f.id, sum(f.uitzonderingen) over (order by f.plek) as samen
	from (
		select a.id, cardinality(a.uitzonderingen) as uitzonderingen, row_number() over (order by
			(a.niveaus & :niveau::int8) <> 0
				and :taal::text = any (a.talen)
				and :groepsgrootte::int4 between a.groep_min and a.groep_max
				and (cardinality(:themas::text[]) = 0 or a.themas && :themas::text[]) desc,
			coalesce((coalesce(v.rd_x, b.rd_x) - :rd_x::int4)::int8 ^ 2
				+ (coalesce(v.rd_y, b.rd_y) - :rd_y::int4)::int8 ^ 2, 0),
			a.id) as plek
		from aanbod a
		left join vrijwilliger v on v.id = a.vrijwilliger_id
		left join bedrijf b on b.id = coalesce(a.bedrijf_id, v.bedrijf_id)
		where a.soort = :soort::text
			and a.status = 'actief'
			and b.gesloten_op is null
		order by plek
		limit :aantal::int8
	) f
) n
where n.samen <= :uitzonderingen::int8
