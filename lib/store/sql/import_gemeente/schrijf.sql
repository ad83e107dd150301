-- Writes new, changed and reopened municipalities: name and border. The holiday region comes from another source.
-- in: rijen text, toon int4
-- out: verschillen text
-- rows: one
-- index: gemeente_uniek
with rij as (
	select r.ordinality as plek, r.value ->> 'sleutel' as sleutel, r.value ->> 'stand' as stand,
		r.value -> 'waarde' ->> 'naam' as naam, r.value -> 'waarde' ->> 'zoeknaam' as zoeknaam,
		r.value -> 'waarde' -> 'grens' as grens
	from jsonb_array_elements(:rijen::text::jsonb) with ordinality r
), geschreven as (
	insert into gemeente (code, naam, zoeknaam, grens)
	select r.sleutel, r.naam, r.zoeknaam, r.grens
	from rij r
	order by r.sleutel
	on conflict (code) do update set naam = excluded.naam, zoeknaam = excluded.zoeknaam,
		grens = excluded.grens, gesloten_op = null
), verschil as (
	select r.plek, jsonb_build_object('sleutel', r.sleutel, 'stand', r.stand, 'naam', r.naam,
		'velden', nullif(case when g.naam <> r.naam
				then jsonb_build_array(jsonb_build_array('naam', g.naam, r.naam)) else '[]' end
			|| case when g.grens <> r.grens
				then jsonb_build_array(jsonb_build_array('grens', '…', 'nieuwe grens')) else '[]' end,
			'[]')) as tekst
	from rij r
	left join gemeente g on g.code = r.sleutel
	order by r.plek
	limit :toon::int4
)
select coalesce((select jsonb_agg(v.tekst order by v.plek) from verschil v), '[]')::text as verschillen
