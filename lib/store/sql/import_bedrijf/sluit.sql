-- Closes the companies that this source owns and no longer lists. Runs before herkomst/sluit.sql.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek, bedrijf_uniek
update bedrijf b set gesloten_op = :vandaag::date, versie = b.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = null
from herkomst h
where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null
	and b.id = h.doel and b.bron = :bron::text and b.gesloten_op is null
