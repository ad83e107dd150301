-- Closes the schools that this source owns and no longer lists. Runs before herkomst/sluit.sql.
-- An array, not a join: without statistics a join compares every school with every key.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek, school_uniek
update school s set gesloten_op = coalesce(s.gesloten_op, :vandaag::date), versie = s.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = null
where s.id = any (array(
		select h.doel from herkomst h
		where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null))
	and s.bron = :bron::text
