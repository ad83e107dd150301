-- Withdraws the requests of a series behind one of them, as far as nobody comes for them.
-- in: id uuid, account_id uuid, nu timestamptz
-- rows: none
-- index: aanvraag_uniek, aanvraag_een_per_keer, koppeling_een_lopende_per_aanvraag
update aanvraag a
set status = 'ingetrokken', versie = a.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
from aanvraag e
where e.id = :id::uuid
	and a.reeks_id = e.reeks_id
	and a.reeks_keer > e.reeks_keer
	and a.status in ('concept', 'open')
	and not exists (select from koppeling k where k.aanvraag_id = a.id and koppeling_loopt(k.status))
