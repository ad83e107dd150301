-- Holds a report until the end of the transaction, and says where it stands. None about the reader.
-- in: id uuid, lezer_id uuid
-- out: status text
-- rows: maybe
-- index: melding_uniek
select m.status
from melding m
where m.id = :id::uuid
	and (m.account_id is null or m.account_id <> :lezer_id::uuid)
	and not exists (
		select from lid l
		where l.account_id = :lezer_id::uuid and l.vrijwilliger_id = m.vrijwilliger_id and l.status in ('actief', 'beeindigd'))
for update of m
