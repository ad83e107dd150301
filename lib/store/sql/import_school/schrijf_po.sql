-- Writes new, changed and reopened primary schools of DUO; this source owns them, also those that another DUO source
-- brought first. Members that `waarde` lacks stay what they were. Coordinates of another source stay while the school stays in its PC4.
-- `geweigerd` are the keys that belong to a source that is not DUO's.
-- in: bron text, rijen text, nu timestamptz, toon int4
-- out: verschillen text, geweigerd text
-- rows: one
-- index: school_vestigingscode_uniek, postcode_uniek, herkomst_uniek
with rij as (
	select r.ordinality as plek, r.value ->> 'sleutel' as sleutel, (r.value ->> 'id')::uuid as id,
		r.value ->> 'stand' as stand, r.value -> 'waarde' as waarde, s.oud
	from jsonb_array_elements(:rijen::text::jsonb) with ordinality r
	left join lateral (
		select to_jsonb(a) as oud from school a where a.vestigingscode = r.value ->> 'sleutel' limit 1
	) s on true
), nieuw as (
	select r.id, r.sleutel, w.naam, w.straat, w.huisnummer, w.toevoeging, w.postcode, w.plaats,
		w.gemeente_code, w.vakantieregio, w.denominatie, w.telefoon, w.website, w.niveaus,
		w.zoektekst, p.rd_x, p.rd_y
	from rij r
	cross join lateral jsonb_to_record(coalesce(r.oud, '{}') || r.waarde) as w(naam text, straat text, huisnummer int4,
		toevoeging text, postcode text, plaats text, gemeente_code text, vakantieregio text,
		denominatie text, telefoon text, website text, niveaus int8, zoektekst text)
	cross join lateral (
		select round(avg(c.rd_x))::int4 as rd_x, round(avg(c.rd_y))::int4 as rd_y
		from postcode c
		where c.pc4 = left(w.postcode, 4) and c.gesloten_op is null
	) p
), geschreven as (
	insert into school as s (id, vestigingscode, naam, soort, straat, huisnummer, toevoeging, postcode,
		plaats, gemeente_code, vakantieregio, denominatie, telefoon, website, niveaus, rd_x, rd_y,
		zoektekst, bron, versie, gemaakt_op, gewijzigd_op)
	select n.id, n.sleutel, n.naam, 'po', n.straat, n.huisnummer, n.toevoeging, n.postcode, n.plaats,
		n.gemeente_code, n.vakantieregio, n.denominatie, n.telefoon, n.website, n.niveaus, n.rd_x,
		n.rd_y, n.zoektekst, :bron::text, 1, :nu::timestamptz, :nu::timestamptz
	from nieuw n
	order by n.sleutel
	on conflict (vestigingscode) do update set naam = excluded.naam, soort = excluded.soort,
		straat = excluded.straat, huisnummer = excluded.huisnummer,
		toevoeging = excluded.toevoeging, postcode = excluded.postcode, plaats = excluded.plaats,
		gemeente_code = excluded.gemeente_code, vakantieregio = excluded.vakantieregio,
		denominatie = excluded.denominatie, telefoon = excluded.telefoon,
		website = excluded.website, niveaus = excluded.niveaus,
		rd_x = case when left(s.postcode, 4) = left(excluded.postcode, 4)
			then coalesce(s.rd_x, excluded.rd_x) else excluded.rd_x end,
		rd_y = case when left(s.postcode, 4) = left(excluded.postcode, 4)
			then coalesce(s.rd_y, excluded.rd_y) else excluded.rd_y end,
		zoektekst = excluded.zoektekst, bron = excluded.bron, gesloten_op = null,
		versie = s.versie + 1, gewijzigd_op = excluded.gewijzigd_op, gewijzigd_door = null
	where s.bron in ('duo-po', 'duo-geo')
	returning s.id, s.vestigingscode
), gekoppeld as (
	update herkomst h set doel = g.id
	from geschreven g
	where h.bron = :bron::text and h.sleutel = g.vestigingscode and h.doel is distinct from g.id
), verschil as (
	select r.plek, jsonb_build_object('sleutel', r.sleutel, 'stand', r.stand, 'naam', r.waarde -> 'naam',
		'velden', (select jsonb_agg(jsonb_build_array(v.key, r.oud ->> v.key, v.value) order by v.key)
			from jsonb_each_text(r.waarde) v
			where v.key <> 'zoektekst' and r.oud ->> v.key is distinct from v.value)) as tekst
	from rij r
	order by r.plek
	limit :toon::int4
)
select coalesce((select jsonb_agg(v.tekst order by v.plek) from verschil v), '[]')::text as verschillen,
	coalesce((select jsonb_agg(r.sleutel order by r.plek) from rij r
		where not exists (select from geschreven g where g.vestigingscode = r.sleutel)), '[]')::text as geweigerd
