-- Writes new, changed and reopened rows of what a school location offers. `geweigerd` are the keys of locations that
-- no school of DUO has. Without a number of pupils the one that stands there stays.
-- in: bron text, rijen text, toon int4
-- out: verschillen text, geweigerd text
-- rows: one
-- index: school_vestigingscode_uniek, school_opleiding_uniek, herkomst_uniek
with rij as (
	select r.ordinality as plek, r.value ->> 'sleutel' as sleutel, r.value ->> 'stand' as stand,
		r.value -> 'waarde' as waarde, s.id as school_id, w.onderwijstype, w.sector, w.afdeling,
		w.elementcode, o.leerlingen as oud, coalesce(w.leerlingen, o.leerlingen, 0) as leerlingen
	from jsonb_array_elements(:rijen::text::jsonb) with ordinality r
	cross join lateral jsonb_to_record(r.value -> 'waarde') as w(vestigingscode text, onderwijstype text,
		sector text, afdeling text, elementcode text, leerlingen int4)
	left join school s on s.vestigingscode = w.vestigingscode and s.bron in ('duo-po', 'duo-geo')
	left join school_opleiding o on o.school_id = s.id and o.elementcode = w.elementcode
		and o.onderwijstype = w.onderwijstype and o.sector = w.sector and o.afdeling = w.afdeling
), geschreven as (
	insert into school_opleiding (school_id, onderwijstype, sector, afdeling, elementcode, leerlingen)
	select r.school_id, r.onderwijstype, r.sector, r.afdeling, r.elementcode, r.leerlingen
	from rij r
	where r.school_id is not null
	order by r.school_id, r.elementcode, r.onderwijstype, r.sector, r.afdeling
	on conflict (school_id, elementcode, onderwijstype, sector, afdeling)
	do update set leerlingen = excluded.leerlingen, gesloten_op = null
), gekoppeld as (
	update herkomst h set doel = r.school_id
	from rij r
	where h.bron = :bron::text and h.sleutel = r.sleutel and r.school_id is not null
		and h.doel is distinct from r.school_id
), verschil as (
	select r.plek, jsonb_build_object('sleutel', r.sleutel, 'stand', r.stand, 'naam', r.waarde -> 'onderwijstype',
		'velden', case when r.oud <> r.leerlingen then jsonb_build_array(
			jsonb_build_array('leerlingen', r.oud::text, r.leerlingen::text)) end) as tekst
	from rij r
	where r.school_id is not null
	order by r.plek
	limit :toon::int4
)
select coalesce((select jsonb_agg(v.tekst order by v.plek) from verschil v), '[]')::text as verschillen,
	coalesce((select jsonb_agg(r.sleutel order by r.plek) from rij r where r.school_id is null), '[]')::text as geweigerd
