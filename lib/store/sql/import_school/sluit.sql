-- Closes the schools that this source owns and no longer lists. Runs before herkomst/sluit.sql.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek, school_uniek
update school s set gesloten_op = :vandaag::date, versie = s.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = null
from herkomst h
where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null
	and s.id = h.doel and s.bron = :bron::text and s.gesloten_op is null
