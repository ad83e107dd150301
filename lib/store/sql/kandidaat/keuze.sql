-- The active offers of one type that a filter leaves: of a company, of all companies of a municipality (by code or folded name), or
-- of a company when it is there. A volunteer of no company is of the municipality of its postcode; of all of them, where a pc4
-- lies in more than one. No more than :aantal.
-- in: soort text, bedrijf_id uuid?, gemeente_code text?, gemeente_zoeknaam text?, aantal int8
-- out: ids uuid[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: one
-- index: bedrijf_uniek, bedrijf_op_gemeente, postcode_op_gemeente, vrijwilliger_op_pc4, gemeente_uniek, gemeente_op_zoeknaam, vrijwilliger_op_bedrijf, aanbod_op_bedrijf, aanbod_op_vrijwilliger
with daar as materialized (
	select g.code from gemeente g
	where g.code = :gemeente_code::text or g.zoeknaam = :gemeente_zoeknaam::text
), van as materialized (
	select b.id
	from bedrijf b
	where :bedrijf_id::uuid is not null
		and b.id = :bedrijf_id::uuid
		and (:gemeente_code::text is null or b.gemeente_code = any (array(select d.code from daar d)))
	union all
	select b.id
	from bedrijf b
	where :bedrijf_id::uuid is null
		and b.gesloten_op is null
		and b.gemeente_code = any (array(select d.code from daar d))
), thuis as materialized (
	select distinct p.id
	from daar d
	join postcode c on c.gemeente_code = d.code and c.gesloten_op is null
	join vrijwilliger p on p.pc4 = c.pc4 and p.bedrijf_id is null
	where :bedrijf_id::uuid is null
)
select coalesce(array_agg(o.id order by o.id), '{}') as ids
from (
	select k.id
	from (
		select a.id
		from van v
		join aanbod a on a.bedrijf_id = v.id
		where a.soort = :soort::text
			and a.status = 'actief'
		union all
		select a.id
		from van v
		join vrijwilliger p on p.bedrijf_id = v.id
		join aanbod a on a.vrijwilliger_id = p.id
		where a.bedrijf_id is null
			and a.soort = :soort::text
			and a.status = 'actief'
		union all
		select a.id
		from thuis h
		join aanbod a on a.vrijwilliger_id = h.id
		where a.bedrijf_id is null
			and a.soort = :soort::text
			and a.status = 'actief'
	) k
	limit :aantal::int8
) o
