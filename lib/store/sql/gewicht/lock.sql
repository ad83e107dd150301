-- Holds all versions of a type, so that no other becomes active and none is made meanwhile.
-- in: soort text
-- out: id uuid, versie int4, status text, wijziging int8
-- rows: many
-- index: gewicht_versie_uniek
select v.id, v.versie, v.status, v.wijziging
from gewicht_versie v
where v.soort = :soort::text
order by v.versie
for no key update
