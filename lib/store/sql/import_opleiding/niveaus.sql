-- Gives the schools with known opleidingen the levels of these. `soorten` is a JSON array of
-- {"onderwijstype":…,"elementcode":…,"niveaus":…}, the levels that each stands for.
-- in: bron text, soorten text, nu timestamptz
-- out: aantal int8
-- rows: one
-- seqscan: adds up all opleidingen, once an import
with soort as (
	select w.onderwijstype, w.elementcode, w.niveaus
	from jsonb_to_recordset(:soorten::text::jsonb) as w(onderwijstype text, elementcode text, niveaus int8)
), totaal as materialized (
	select o.school_id, bit_or(k.niveaus) as niveaus
	from school_opleiding o
	join soort k on k.onderwijstype = o.onderwijstype and k.elementcode = o.elementcode
	where o.gesloten_op is null
	group by o.school_id
), bijgewerkt as (
	update school s set niveaus = t.niveaus, versie = s.versie + 1, gewijzigd_op = :nu::timestamptz,
		gewijzigd_door = null
	from totaal t
	where s.id = t.school_id and t.niveaus <> 0 and s.niveaus <> t.niveaus
		and exists (select from herkomst h where h.bron = :bron::text and h.doel = s.id)
	returning s.id
)
select count(*)::int8 as aantal from bijgewerkt
