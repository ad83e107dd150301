-- Closes what locations no longer offer according to this source. Runs before herkomst/sluit.sql.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek, school_opleiding_uniek
update school_opleiding o set gesloten_op = :vandaag::date
from herkomst h
join school s on s.id = h.doel
where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null
	and o.school_id = s.id and o.gesloten_op is null
	and h.sleutel = concat_ws('|', s.vestigingscode, o.elementcode, o.onderwijstype, o.sector, o.afdeling)
