-- Closes what locations no longer offer according to this source. Runs before herkomst/sluit.sql.
-- The key is vestigingscode|elementcode|onderwijstype|sector|afdeling.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek, school_opleiding_uniek
with weg as materialized (
	select h.doel, h.sleutel
	from herkomst h
	where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null
)
update school_opleiding o set gesloten_op = :vandaag::date
from weg w
where o.school_id = w.doel and o.elementcode = split_part(w.sleutel, '|', 2)
	and o.onderwijstype = split_part(w.sleutel, '|', 3) and o.sector = split_part(w.sleutel, '|', 4)
	and o.afdeling = split_part(w.sleutel, '|', 5) and o.gesloten_op is null
