-- The weights in force for a type.
-- in: soort text
-- out: versie int4, thema int4, niveau int4, datum int4, reis int4, kring int4, belasting int4, behoefte int4
-- rows: one
-- index: gewicht_een_actief_per_soort
select g.versie, g.thema, g.niveau, g.datum, g.reis, g.kring, g.belasting, g.behoefte
from gewicht g
where g.soort = :soort::text
	and g.actief
