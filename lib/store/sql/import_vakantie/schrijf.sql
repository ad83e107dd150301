-- Writes new, changed and reopened holidays.
-- in: rijen text, toon int4
-- out: verschillen text
-- rows: one
-- index: vakantie_uniek
with rij as (
	select r.ordinality as plek, r.value ->> 'sleutel' as sleutel, r.value ->> 'stand' as stand,
		r.value -> 'waarde' as waarde, (r.value ->> 'sleutel')::uuid as bron_id, w.soort, w.naam, w.regios,
		w.van_datum, w.tot_datum
	from jsonb_array_elements(:rijen::text::jsonb) with ordinality r
	cross join lateral jsonb_to_record(r.value -> 'waarde') as w(soort text, naam text, regios text[],
		van_datum date, tot_datum date)
), geschreven as (
	insert into vakantie (bron_id, soort, naam, regios, van_datum, tot_datum)
	select r.bron_id, r.soort, r.naam, r.regios, r.van_datum, r.tot_datum
	from rij r
	order by r.bron_id
	on conflict (bron_id) do update set soort = excluded.soort, naam = excluded.naam,
		regios = excluded.regios, van_datum = excluded.van_datum, tot_datum = excluded.tot_datum,
		gesloten_op = null
), verschil as (
	select r.plek, jsonb_build_object('sleutel', r.sleutel, 'stand', r.stand, 'naam', r.naam,
		'velden', (select jsonb_agg(jsonb_build_array(v.key, to_jsonb(k) ->> v.key, v.value) order by v.key)
			from jsonb_each_text(r.waarde) v
			where to_jsonb(k) ->> v.key is distinct from v.value)) as tekst
	from rij r
	left join vakantie k on k.bron_id = r.bron_id
	order by r.plek
	limit :toon::int4
)
select coalesce((select jsonb_agg(v.tekst order by v.plek) from verschil v), '[]')::text as verschillen
