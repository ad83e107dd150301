-- Closes the rows of the PC4 table that its source no longer lists. Runs before herkomst/sluit.sql.
-- The key is pc4|gemeente_code|plaats.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek, postcode_uniek
with weg as materialized (
	select h.sleutel
	from herkomst h
	where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null
)
update postcode p set gesloten_op = :vandaag::date
from weg w
where p.pc4 = split_part(w.sleutel, '|', 1) and p.gemeente_code = split_part(w.sleutel, '|', 2)
	and p.plaats = split_part(w.sleutel, '|', 3) and p.gesloten_op is null
