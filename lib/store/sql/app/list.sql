-- All apps, the oldest first.
-- out: id uuid, naam text, adressen text[]
-- rows: many
select a.id, a.naam, a.adressen
from app a
order by a.id
limit 1000
