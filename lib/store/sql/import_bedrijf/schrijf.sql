-- Writes new, changed and reopened companies of one source. A company has no number that all sources share: the row
-- of ours stands in herkomst.doel. A row that the source itself calls closed is closed.
-- Members that `waarde` lacks stay what they were: the addition while it stands behind the same house number, the text
-- to search in, which the trade name is part of, while name and place are the same.
-- `geweigerd` are the keys whose row belongs to another source.
-- in: bron text, rijen text, nu timestamptz, vandaag date, toon int4
-- out: verschillen text, geweigerd text
-- rows: one
-- index: herkomst_uniek, bedrijf_uniek, postcode_uniek
with rij as (
	select r.ordinality as plek, r.value ->> 'sleutel' as sleutel,
		coalesce(h.doel, (r.value ->> 'id')::uuid) as id, r.value ->> 'stand' as stand,
		r.value -> 'waarde' as waarde, b.oud
	from jsonb_array_elements(:rijen::text::jsonb) with ordinality r
	left join herkomst h on h.bron = :bron::text and h.sleutel = r.value ->> 'sleutel'
	left join lateral (
		select to_jsonb(a) || jsonb_build_object('gesloten', a.gesloten_op is not null) as oud
		from bedrijf a
		where a.id = h.doel
		limit 1
	) b on true
), heel as (
	select r.id, case when r.oud -> 'huisnummer' <> r.waarde -> 'huisnummer'
			then r.oud - 'toevoeging' else coalesce(r.oud, '{}') end
		|| case when not r.waarde ? 'handelsnaam' and r.oud -> 'naam' = r.waarde -> 'naam'
				and r.oud -> 'plaats' = r.waarde -> 'plaats'
			then r.waarde - 'zoektekst' else r.waarde end as waarde
	from rij r
), nieuw as (
	select r.id, w.naam, w.handelsnaam, w.kvk_nummer, w.straat, w.huisnummer, w.toevoeging, w.postcode,
		w.plaats, w.branche, w.zoektekst, w.gesloten, p.rd_x, p.rd_y, p.gemeente_code
	from heel r
	cross join lateral jsonb_to_record(r.waarde) as w(naam text, handelsnaam text, kvk_nummer text,
		straat text, huisnummer int4, toevoeging text, postcode text, plaats text, branche text,
		zoektekst text, gesloten bool)
	cross join lateral (
		select round(avg(c.rd_x))::int4 as rd_x, round(avg(c.rd_y))::int4 as rd_y,
			case when count(distinct c.gemeente_code) filter (where k.zelfde) = 1
					then min(c.gemeente_code) filter (where k.zelfde)
				when count(distinct c.gemeente_code) = 1 then min(c.gemeente_code)
			end as gemeente_code
		from postcode c
		cross join lateral (select lower(c.plaats) = lower(w.plaats) as zelfde) k
		where c.pc4 = left(w.postcode, 4) and c.gesloten_op is null
	) p
), geschreven as (
	insert into bedrijf as b (id, naam, handelsnaam, kvk_nummer, straat, huisnummer, toevoeging, postcode,
		plaats, gemeente_code, branche, rd_x, rd_y, zoektekst, bron, gesloten_op, versie,
		gemaakt_op, gewijzigd_op)
	select n.id, n.naam, n.handelsnaam, n.kvk_nummer, n.straat, n.huisnummer, n.toevoeging, n.postcode,
		n.plaats, nullif(n.gemeente_code, '0000'), n.branche, n.rd_x, n.rd_y, n.zoektekst, :bron::text,
		case when n.gesloten then :vandaag::date end, 1, :nu::timestamptz, :nu::timestamptz
	from nieuw n
	order by n.id
	on conflict (id) do update set naam = excluded.naam, handelsnaam = excluded.handelsnaam,
		kvk_nummer = excluded.kvk_nummer, straat = excluded.straat,
		huisnummer = excluded.huisnummer, toevoeging = excluded.toevoeging,
		postcode = excluded.postcode, plaats = excluded.plaats,
		gemeente_code = excluded.gemeente_code, branche = excluded.branche,
		rd_x = excluded.rd_x, rd_y = excluded.rd_y, zoektekst = excluded.zoektekst,
		gesloten_op = case when excluded.gesloten_op is not null
			then coalesce(b.gesloten_op, excluded.gesloten_op) end,
		versie = b.versie + 1, gewijzigd_op = excluded.gewijzigd_op, gewijzigd_door = null
	where b.bron = excluded.bron
	returning b.id
), gekoppeld as (
	update herkomst h set doel = r.id
	from rij r
	join geschreven g on g.id = r.id
	where h.bron = :bron::text and h.sleutel = r.sleutel and h.doel is distinct from r.id
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
		where not exists (select from geschreven g where g.id = r.id)), '[]')::text as geweigerd
