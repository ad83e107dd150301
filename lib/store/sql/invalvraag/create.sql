-- A question to several at once, approved by whoever writes it.
-- in: id uuid, koppeling_id uuid, nu timestamptz, account_id uuid
-- rows: none
-- index: koppeling_uniek
insert into invalvraag (id, aanvraag_id, school_id, koppeling_id, datum, dagdeel, status, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
select :id::uuid, k.aanvraag_id, k.school_id, k.id, k.datum, k.dagdeel, 'open', 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid
from koppeling k
where k.id = :koppeling_id::uuid
