-- The next reports by id, none about the reader.
-- in: lezer_id uuid, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: melding_uniek
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	select m.id
	from melding m
	where m.id > :na_id::uuid
		and (m.account_id is null or m.account_id <> :lezer_id::uuid)
		and not exists (
			select from lid l
			where l.account_id = :lezer_id::uuid and l.vrijwilliger_id = m.vrijwilliger_id and l.status in ('actief', 'beeindigd'))
	order by m.id
	limit :aantal::int8
) v
