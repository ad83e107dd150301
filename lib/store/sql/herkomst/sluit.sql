-- Closes what this source no longer lists; gives how many and the first `toon` keys, as a JSON array.
-- in: bron text, nu timestamptz, vandaag date, toon int4
-- out: aantal int8, sleutels text
-- rows: one
-- index: herkomst_uniek
with dicht as (
	update herkomst h set gesloten_op = :vandaag::date
	where h.bron = :bron::text and h.gezien_op < :nu::timestamptz and h.gesloten_op is null
	returning h.sleutel
), eerste as (
	select d.sleutel from dicht d order by d.sleutel limit :toon::int4
)
select (select count(*) from dicht)::int8 as aantal,
	coalesce((select jsonb_agg(e.sleutel order by e.sleutel) from eerste e), '[]')::text as sleutels
