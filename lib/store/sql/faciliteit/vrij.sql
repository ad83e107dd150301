-- The half-days of a facility between two dates at which there is room, and how much; not what is over.
-- in: id uuid, van_datum date, tot_datum date, nu timestamptz
-- out: datum date, dagdeel text, vrij int4
-- rows: many
-- seqscan: there are hundreds of facilities
select d.datum, d.dagdeel, f.capaciteit - coalesce(b.bezet, 0) as vrij
from faciliteit f
cross join lateral (
	select :van_datum::date + n as datum, p.dagdeel, p.plaats
	from generate_series(0, :tot_datum::date - :van_datum::date) n
	cross join (values ('ochtend', 0), ('middag', 1), ('avond', 2)) p (dagdeel, plaats)
) d
left join faciliteit_bezetting b on b.faciliteit_id = f.id and b.halve_dag = halve_dag(d.datum, d.dagdeel)
where f.id = :id::uuid
	and f.status = 'actief'
	and upper(dagdeel_tijdvak(d.datum, d.dagdeel)) > :nu::timestamptz
	and faciliteit_is_open(f, d.datum, d.dagdeel)
	and coalesce(b.bezet, 0) < f.capaciteit
order by d.datum, d.plaats
