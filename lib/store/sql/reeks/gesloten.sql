-- When a school is closed in a period: school holidays of its region, public holidays, and what it closed itself.
-- in: school_id uuid, van_datum date, tot_datum date
-- out: van_datum date, tot_datum date, soort text, naam text
-- rows: many
-- index: school_uniek, gemeente_uniek, vakantie_op_datum, sluiting_op_dag
select v.van_datum, v.tot_datum, v.soort, v.naam
from school s
left join gemeente g on g.code = s.gemeente_code
join vakantie v on v.van_datum <= :tot_datum::date and v.tot_datum >= :van_datum::date and v.gesloten_op is null
	and (v.soort = 'feestdag' or coalesce(s.vakantieregio, g.vakantieregio) = any (v.regios))
where s.id = :school_id::uuid
union all
select w.van_datum, w.tot_datum, 'sluiting', w.reden
from sluiting w
where w.houder = :school_id::uuid and w.ingetrokken_op is null and w.tot_datum >= :van_datum::date and w.van_datum <= :tot_datum::date
order by van_datum, tot_datum
