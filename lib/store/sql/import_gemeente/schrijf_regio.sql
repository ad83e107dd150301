-- Writes the holiday region of municipalities.
-- in: rijen text, toon int4
-- out: verschillen text
-- rows: one
-- index: gemeente_uniek
with rij as (
	select r.ordinality as plek, r.value ->> 'sleutel' as sleutel, r.value ->> 'stand' as stand,
		w.gemeente_code, w.vakantieregio
	from jsonb_array_elements(:rijen::text::jsonb) with ordinality r
	cross join lateral jsonb_to_record(r.value -> 'waarde') as w(gemeente_code text, vakantieregio text)
), geschreven as (
	update gemeente g set vakantieregio = r.vakantieregio
	from rij r
	where g.code = r.gemeente_code
), verschil as (
	select r.plek, jsonb_build_object('sleutel', r.sleutel, 'stand', r.stand, 'naam', g.naam,
		'velden', case when g.vakantieregio is distinct from r.vakantieregio then jsonb_build_array(
			jsonb_build_array('vakantieregio', g.vakantieregio, r.vakantieregio)) end) as tekst
	from rij r
	join gemeente g on g.code = r.gemeente_code
	order by r.plek
	limit :toon::int4
)
select coalesce((select jsonb_agg(v.tekst order by v.plek) from verschil v), '[]')::text as verschillen
