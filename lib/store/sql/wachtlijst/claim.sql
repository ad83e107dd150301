-- The open request that waits longest behind a place in the list and whose school was not told yet. What somebody has in hand is waited for:
-- whoever went through the list did not miss one.
-- in: na_sinds timestamptz, na_id uuid
-- out: id uuid, soort text, tot_datum date, wacht_sinds timestamptz
-- rows: maybe
-- index: aanvraag_wacht
select a.id, a.soort, a.tot_datum, a.wacht_sinds
from aanvraag a
where a.wacht_sinds is not null and a.wacht_bericht_op is null and a.status = 'open'
	and (a.wacht_sinds, a.id) > (:na_sinds::timestamptz, :na_id::uuid)
order by a.wacht_sinds, a.id
limit 1
for no key update
