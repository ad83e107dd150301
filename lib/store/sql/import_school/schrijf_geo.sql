-- Writes new, changed and reopened schools of the geocoded DUO file: all of a school that only this source lists; of
-- one that duo-po owns only coordinates and number of pupils, and never its closing. Members that `waarde` lacks stay
-- what they were; the addition only while it stands behind the same house number.
-- `geweigerd` are the keys that belong to a source that is not DUO's, `verhuisd` those that duo-po lists in another
-- PC4: the old coordinates are not taken.
-- in: bron text, rijen text, nu timestamptz, toon int4
-- out: verschillen text, geweigerd text, verhuisd text
-- rows: one
-- index: school_vestigingscode_uniek, postcode_uniek, herkomst_uniek, school_opleiding_uniek
-- seqscan: a batch has hundreds of keys; reading the index in order beside them is fine
with rij as (
	select r.ordinality as plek, r.value ->> 'sleutel' as sleutel, (r.value ->> 'id')::uuid as id,
		r.value ->> 'stand' as stand, r.value -> 'waarde' as waarde, s.oud,
		case when s.huisnummer <> (r.value -> 'waarde' ->> 'huisnummer')::int4
			then s.oud - 'toevoeging' else coalesce(s.oud, '{}') end as blijft
	from jsonb_array_elements(:rijen::text::jsonb) with ordinality r
	left join lateral (
		select to_jsonb(a) as oud, a.huisnummer from school a
		where a.vestigingscode = r.value ->> 'sleutel' limit 1
	) s on true
), nieuw as (
	select r.plek, r.id, r.sleutel, w.naam, w.soort, w.straat, w.huisnummer, w.toevoeging, w.postcode,
		w.plaats, w.gemeente_code, g.vakantieregio, w.denominatie, w.website, w.leerlingen,
		w.niveaus, w.zoektekst, w.rd_x as eigen_x, w.rd_y as eigen_y,
		coalesce(w.rd_x, p.rd_x) as rd_x, coalesce(w.rd_y, p.rd_y) as rd_y
	from rij r
	cross join lateral jsonb_to_record(r.blijft || r.waarde) as w(naam text, soort text, straat text, huisnummer int4,
		toevoeging text, postcode text, plaats text, gemeente_code text, denominatie text,
		website text, leerlingen int4, niveaus int8, zoektekst text, rd_x int4, rd_y int4)
	left join gemeente g on g.code = w.gemeente_code
	cross join lateral (
		select round(avg(c.rd_x))::int4 as rd_x, round(avg(c.rd_y))::int4 as rd_y
		from postcode c
		where c.pc4 = left(w.postcode, 4) and c.gesloten_op is null
	) p
), eigen as (
	insert into school as s (id, vestigingscode, naam, soort, straat, huisnummer, toevoeging, postcode,
		plaats, gemeente_code, vakantieregio, denominatie, website, leerlingen, niveaus, rd_x,
		rd_y, zoektekst, bron, versie, gemaakt_op, gewijzigd_op)
	select n.id, n.sleutel, n.naam, n.soort, n.straat, n.huisnummer, n.toevoeging, n.postcode, n.plaats,
		n.gemeente_code, n.vakantieregio, n.denominatie, n.website, n.leerlingen, n.niveaus,
		n.rd_x, n.rd_y, n.zoektekst, :bron::text, 1, :nu::timestamptz, :nu::timestamptz
	from nieuw n
	where not exists (select from school a where a.vestigingscode = n.sleutel and a.bron <> :bron::text)
	order by n.sleutel
	on conflict (vestigingscode) do update set naam = excluded.naam, soort = excluded.soort,
		straat = excluded.straat, huisnummer = excluded.huisnummer,
		toevoeging = excluded.toevoeging, postcode = excluded.postcode, plaats = excluded.plaats,
		gemeente_code = excluded.gemeente_code,
		vakantieregio = case when s.gemeente_code = excluded.gemeente_code
			then coalesce(s.vakantieregio, excluded.vakantieregio) else excluded.vakantieregio end,
		denominatie = excluded.denominatie, website = excluded.website,
		leerlingen = excluded.leerlingen,
		niveaus = case when exists (select from school_opleiding o
			where o.school_id = s.id and o.gesloten_op is null) then s.niveaus else excluded.niveaus end,
		rd_x = excluded.rd_x, rd_y = excluded.rd_y, zoektekst = excluded.zoektekst, gesloten_op = null,
		versie = s.versie + 1, gewijzigd_op = excluded.gewijzigd_op, gewijzigd_door = null
	returning s.id, s.vestigingscode
), aanvulling as (
	update school s set leerlingen = coalesce(n.leerlingen, s.leerlingen),
		rd_x = case when left(s.postcode, 4) = left(n.postcode, 4)
			then coalesce(n.eigen_x, s.rd_x) else s.rd_x end,
		rd_y = case when left(s.postcode, 4) = left(n.postcode, 4)
			then coalesce(n.eigen_y, s.rd_y) else s.rd_y end,
		versie = s.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = null
	from nieuw n
	where s.vestigingscode = n.sleutel and s.bron = 'duo-po'
	returning s.id, s.vestigingscode, left(s.postcode, 4) is distinct from left(n.postcode, 4) as verhuisd
), geschreven as (
	select e.id, e.vestigingscode from eigen e
	union all
	select a.id, a.vestigingscode from aanvulling a
), gekoppeld as (
	update herkomst h set doel = g.id
	from geschreven g
	where h.bron = :bron::text and h.sleutel = g.vestigingscode and h.doel is distinct from g.id
), verschil as (
	select r.plek, jsonb_build_object('sleutel', r.sleutel, 'stand', r.stand, 'naam', r.waarde -> 'naam',
		'velden', (select jsonb_agg(jsonb_build_array(v.key, r.oud ->> v.key, v.value) order by v.key)
			from jsonb_each_text(r.waarde) v
			where v.key <> 'zoektekst' and r.oud ->> v.key is distinct from v.value
				and (r.oud ->> 'bron' is distinct from 'duo-po' or v.key in ('rd_x', 'rd_y', 'leerlingen')))) as tekst
	from rij r
	order by r.plek
	limit :toon::int4
)
select coalesce((select jsonb_agg(v.tekst order by v.plek) from verschil v), '[]')::text as verschillen,
	coalesce((select jsonb_agg(r.sleutel order by r.plek) from rij r
		where not exists (select from geschreven g where g.vestigingscode = r.sleutel)), '[]')::text as geweigerd,
	coalesce((select jsonb_agg(a.vestigingscode order by a.vestigingscode) from aanvulling a
		where a.verhuisd), '[]')::text as verhuisd
