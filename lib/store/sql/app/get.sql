-- One app.
-- in: id uuid
-- out: id uuid, naam text, adressen text[]
-- rows: maybe
-- index: app_uniek
select a.id, a.naam, a.adressen
from app a
where a.id = :id::uuid
