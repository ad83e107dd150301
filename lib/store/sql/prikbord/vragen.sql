-- The next open requests for everybody, or only these, without who asks, unless the school wants its name there: of a municipality only its
-- name, and only when at least three schools in it ask something without theirs. A branch for each question: see README.md.
-- as: systeem: whoever is not signed in sees what is asked, and not by whom
-- in: alleen uuid[], soort text?, vandaag date, na_id uuid, aantal int8
-- out: id uuid, soort text, niveau int8, themas text[], taal text, van_datum date, tot_datum date, online_toegestaan bool,
--      school_naam text?, gemeente_code text?, gemeente_naam text?
-- rows: many
-- index: aanvraag_uniek, aanvraag_op_status, aanvraag_op_soort_en_status, school_uniek, school_op_gemeente, aanvraag_op_school, gemeente_uniek
select v.id, v.soort, v.niveau, v.themas, v.taal, v.van_datum, v.tot_datum, v.online_toegestaan, s.school_naam,
	g.code as gemeente_code, g.naam as gemeente_naam
from (
	(select a.id, a.school_id, a.soort, a.niveau, a.themas, a.taal, a.van_datum, a.tot_datum, a.online_toegestaan, a.naam_tonen
	from aanvraag a
	where cardinality(:alleen::uuid[]) = 0 and :soort::text is null
		and a.status = 'open' and a.tot_datum >= :vandaag::date
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
	union all
	(select a.id, a.school_id, a.soort, a.niveau, a.themas, a.taal, a.van_datum, a.tot_datum, a.online_toegestaan, a.naam_tonen
	from aanvraag a
	where cardinality(:alleen::uuid[]) = 0
		and a.soort = :soort::text
		and a.status = 'open' and a.tot_datum >= :vandaag::date
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
	union all
	(select a.id, a.school_id, a.soort, a.niveau, a.themas, a.taal, a.van_datum, a.tot_datum, a.online_toegestaan, a.naam_tonen
	from aanvraag a
	where a.id = any (:alleen::uuid[])
		and a.status = 'open' and a.tot_datum >= :vandaag::date
		and a.id > :na_id::uuid
	order by a.id
	limit :aantal::int8)
) v
cross join lateral (
	select o.gemeente_code, case when v.naam_tonen then o.naam end as school_naam from school o where o.id = v.school_id
	offset 0 -- one school for each request by its key, rather than all schools for the few
) s
left join lateral (
	select m.code, m.naam from gemeente m
	where m.code = s.gemeente_code
		and (select count(*) from (
			select from school o
			where o.gemeente_code = s.gemeente_code and o.gesloten_op is null
				and exists (select from aanvraag x where x.school_id = o.id and x.status = 'open' and x.tot_datum >= :vandaag::date
					and not x.naam_tonen)
			order by o.naam
			limit 3) d) = 3
	offset 0
) g on true
order by v.id
