-- Closes the municipalities that their source no longer lists. Runs before herkomst/sluit.sql.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek, gemeente_uniek
update gemeente g set gesloten_op = :vandaag::date
where g.code = any (array(
		select h.sleutel from herkomst h
		where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null))
	and g.gesloten_op is null
