-- All topics with their synonyms and links, in the order of their codes, byte by byte.
-- out: code text, ouder text?, naam_nl text, naam_en text, volgorde int4, gesloten_op date?, versie int8,
--      synoniemen_nl text[], synoniemen_en text[], stelsels text[], stelsel_codes text[]
-- rows: many
-- index: thema_synoniem_op_thema, thema_verwijzing_uniek
-- seqscan: the whole taxonomy is asked for
select t.code, t.ouder, t.naam_nl, t.naam_en, t.volgorde, t.gesloten_op, t.versie,
	array(select s.tekst from thema_synoniem s where s.thema = t.code and s.taal = 'nl' order by s.tekst collate "C")
		as synoniemen_nl,
	array(select s.tekst from thema_synoniem s where s.thema = t.code and s.taal = 'en' order by s.tekst collate "C")
		as synoniemen_en,
	array(select v.stelsel from thema_verwijzing v where v.thema = t.code order by v.stelsel collate "C", v.code collate "C")
		as stelsels,
	array(select v.code from thema_verwijzing v where v.thema = t.code order by v.stelsel collate "C", v.code collate "C")
		as stelsel_codes
from thema t
order by t.code collate "C"
