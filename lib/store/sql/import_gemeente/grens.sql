-- The border of one municipality, as GeoJSON geometry.
-- in: code text
-- out: grens text?
-- rows: maybe
-- index: gemeente_uniek
select g.grens::text as grens
from gemeente g
where g.code = :code::text
