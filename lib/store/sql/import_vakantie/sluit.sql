-- Closes the holidays that their source no longer lists. Runs before herkomst/sluit.sql.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek
-- seqscan: compares the whole table with its source, once an import
update vakantie v set gesloten_op = :vandaag::date
from herkomst h
where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null
	and h.sleutel = v.bron_id::text and v.gesloten_op is null
