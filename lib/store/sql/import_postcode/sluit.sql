-- Closes the rows of the PC4 table that its source no longer lists. Runs before herkomst/sluit.sql.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek
-- seqscan: compares the whole table with its source, once an import
update postcode p set gesloten_op = :vandaag::date
from herkomst h
where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null
	and h.sleutel = concat_ws('|', p.pc4, p.gemeente_code, p.plaats) and p.gesloten_op is null
