-- Writes new, changed and reopened rows of the PC4 table.
-- in: rijen text, toon int4
-- out: verschillen text
-- rows: one
-- index: postcode_uniek
with rij as (
	select r.ordinality as plek, r.value ->> 'sleutel' as sleutel, r.value ->> 'stand' as stand,
		r.value -> 'waarde' as waarde, w.pc4, w.gemeente_code, w.plaats, w.rd_x, w.rd_y
	from jsonb_array_elements(:rijen::text::jsonb) with ordinality r
	cross join lateral jsonb_to_record(r.value -> 'waarde') as w(pc4 text, gemeente_code text, plaats text,
		rd_x int4, rd_y int4)
), geschreven as (
	insert into postcode (pc4, gemeente_code, plaats, rd_x, rd_y)
	select r.pc4, r.gemeente_code, r.plaats, r.rd_x, r.rd_y
	from rij r
	order by r.sleutel
	on conflict (pc4, gemeente_code, plaats) do update set rd_x = excluded.rd_x, rd_y = excluded.rd_y,
		gesloten_op = null
), verschil as (
	select r.plek, jsonb_build_object('sleutel', r.sleutel, 'stand', r.stand, 'naam', r.plaats,
		'velden', (select jsonb_agg(jsonb_build_array(v.key, to_jsonb(p) ->> v.key, v.value) order by v.key)
			from jsonb_each_text(r.waarde) v
			where to_jsonb(p) ->> v.key is distinct from v.value)) as tekst
	from rij r
	left join postcode p on p.pc4 = r.pc4 and p.gemeente_code = r.gemeente_code and p.plaats = r.plaats
	order by r.plek
	limit :toon::int4
)
select coalesce((select jsonb_agg(v.tekst order by v.plek) from verschil v), '[]')::text as verschillen
