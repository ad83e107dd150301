-- Closes the holidays that their source no longer lists. Runs before herkomst/sluit.sql.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek, vakantie_uniek
update vakantie v set gesloten_op = :vandaag::date
where v.bron_id = any (array(
		select h.sleutel::uuid from herkomst h
		where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null))
	and v.gesloten_op is null
