-- Closes the companies that this source owns and no longer lists. Runs before herkomst/sluit.sql.
-- An array, not a join: without statistics a join compares every company with every key.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek, bedrijf_uniek
update bedrijf b set gesloten_op = coalesce(b.gesloten_op, :vandaag::date), versie = b.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = null
where b.id = any (array(
		select h.doel from herkomst h
		where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null))
	and b.bron = :bron::text
