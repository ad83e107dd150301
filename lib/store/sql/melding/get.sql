-- Reports by id, with the names of whom they are about, as far as these are known here, and of who reported. None about the reader.
-- in: ids uuid[], lezer_id uuid
-- out: id uuid, vrijwilliger_id uuid?, account_id uuid?, naam text?, door uuid, door_naam text?, tekst bytea, status text, versie int8, gemaakt_op timestamptz, gewijzigd_op timestamptz
-- rows: many
-- index: melding_uniek, vrijwilliger_uniek, account_uniek
select m.id, m.vrijwilliger_id, m.account_id, coalesce(v.naam, a.naam) as naam, m.door, d.naam as door_naam, m.tekst, m.status,
	m.versie, m.gemaakt_op, m.gewijzigd_op
from melding m
left join vrijwilliger v on v.id = m.vrijwilliger_id
left join account a on a.id = m.account_id
left join account d on d.id = m.door
where m.id = any (:ids::uuid[])
	and (m.account_id is null or m.account_id <> :lezer_id::uuid)
	and not exists (
		select from lid l
		where l.account_id = :lezer_id::uuid and l.vrijwilliger_id = m.vrijwilliger_id and l.status in ('actief', 'beeindigd'))
order by m.id
