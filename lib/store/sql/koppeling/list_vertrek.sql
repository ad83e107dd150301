-- The next matches, by id, of a volunteer or a company that are still to come or go on for weeks. A branch for each question: see README.md.
-- in: bedrijf_id uuid?, vrijwilliger_id uuid?, nu timestamptz, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: koppeling_op_bedrijf, koppeling_op_vrijwilliger, tijd_uniek
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select k.id
	from koppeling k
	where :bedrijf_id::uuid is not null
		and k.bedrijf_id = :bedrijf_id::uuid
		and k.id > :na_id::uuid
		and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland')
		and (select t.laatste_op from koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t) > :nu::timestamptz
	order by k.id
	limit :aantal::int8)
	union all
	(select k.id
	from koppeling k
	where :bedrijf_id::uuid is null
		and k.vrijwilliger_id = :vrijwilliger_id::uuid
		and k.id > :na_id::uuid
		and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland')
		and (select t.laatste_op from koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t) > :nu::timestamptz
	order by k.id
	limit :aantal::int8)
) v
