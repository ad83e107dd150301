-- The next guarantees by id, or one, with how many learn-and-work places of the sector were agreed on in the school year, and how many of
-- these began. What is about two sectors counts in both.
-- in: id uuid?, schooljaar int4?, nu timestamptz, na_id uuid, aantal int8
-- out: id uuid, thema text, naam_nl text, naam_en text, schooljaar int4, aantal int4, afgesproken int4, geweest int4, versie int8
-- as: systeem: figures of all schools together, which name nobody
-- rows: many
-- seqscan: there are tens of guarantees, and hundreds of topics
-- index: aanvraag_op_soort, koppeling_een_lopende_per_aanvraag
with recursive deze as (
	select g.id, g.thema, g.schooljaar, g.aantal, g.versie
	from garantie g
	where g.id > :na_id::uuid
		and (:id::uuid is null or g.id = :id::uuid)
		and (:schooljaar::int4 is null or g.schooljaar = :schooljaar::int4)
	order by g.id
	limit :aantal::int8
), tak as (
	select d.id, d.thema as code from deze d
	union
	select t.id, h.code from tak t join thema h on h.ouder = t.code
)
select d.id, d.thema, h.naam_nl, h.naam_en, d.schooljaar, d.aantal, n.afgesproken, n.geweest, d.versie
from deze d
join thema h on h.code = d.thema
cross join lateral (
	select coalesce(sum(a.groepsgrootte), 0)::int4 as afgesproken,
		coalesce(sum(a.groepsgrootte) filter (where k.status in ('afgerond', 'geevalueerd') or lower(k.tijdvak) <= :nu::timestamptz), 0)::int4 as geweest
	from aanvraag a
	join koppeling k on k.aanvraag_id = a.id
	where a.soort = 'leerwerkplek'
		and a.themas && array(select t.code from tak t where t.id = d.id)
		and k.status in ('bevestigd', 'ingepland', 'afgerond', 'geevalueerd')
		and k.datum >= make_date(d.schooljaar, 8, 1) and k.datum < make_date(d.schooljaar + 1, 8, 1)
) n
order by d.id
