-- Marks a batch of rows as seen and says of each what it is, one letter a row in their order: n(ew), w (changed),
-- h (reopened), o (unchanged), d (the same row again), t (the same key with other content).
-- `rijen` is a JSON array of {"sleutel":…,"waarde":{…}}; the print of a row is the SHA-256 of its waarde.
-- in: bron text, rijen text, nu timestamptz
-- out: standen text
-- rows: one
-- index: herkomst_uniek
with rij as (
	select r.ordinality as plek, r.value ->> 'sleutel' as sleutel,
		sha256(convert_to((r.value -> 'waarde')::text, 'UTF8')) as vingerafdruk
	from jsonb_array_elements(:rijen::text::jsonb) with ordinality r
), eerste as (
	select distinct on (r.sleutel) r.sleutel, r.plek, r.vingerafdruk
	from rij r
	order by r.sleutel, r.plek
), stand as (
	select r.plek, r.sleutel, r.vingerafdruk,
		case
			when h.gezien_op >= :nu::timestamptz then
				case when h.vingerafdruk = r.vingerafdruk then 'd' else 't' end
			when e.plek < r.plek then
				case when e.vingerafdruk = r.vingerafdruk then 'd' else 't' end
			when h.sleutel is null then 'n'
			when h.gesloten_op is not null then 'h'
			when h.vingerafdruk <> r.vingerafdruk then 'w'
			else 'o'
		end as wat
	from rij r
	join eerste e on e.sleutel = r.sleutel
	left join herkomst h on h.bron = :bron::text and h.sleutel = r.sleutel
), gezien as (
	insert into herkomst as h (bron, sleutel, vingerafdruk, gezien_op)
	select :bron::text, s.sleutel, s.vingerafdruk, :nu::timestamptz
	from stand s
	where s.wat in ('n', 'w', 'h', 'o')
	order by s.sleutel
	on conflict (bron, sleutel) do update set vingerafdruk = excluded.vingerafdruk,
		gezien_op = excluded.gezien_op, gesloten_op = null
)
select string_agg(s.wat, '' order by s.plek) as standen
from stand s
