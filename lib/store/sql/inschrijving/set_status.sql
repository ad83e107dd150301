-- A step of a booking, in the version that was seen; no row when it is another by now. Holds its place first, as whoever calls that off does.
-- in: id uuid, status text, versie int8, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: inschrijving_uniek
update inschrijving i
set status = :status::text, versie = i.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
from unnest(inschrijvingen_vast(array(select :id::uuid))) v (id)
where i.id = v.id and i.versie = :versie::int8
returning i.versie
