-- Requests of a school that began in a period and have no copy from another day on or taken over in this school year, with the class that is in this school year what theirs
-- was, and who made them when that is still somebody of the school. Withdrawn ones and drafts were not asked;
-- of a series its first time stands for all.
-- in: school_id uuid, van date, tot date, vanaf date, schooljaar int4, aantal int8
-- out: id uuid, klas text, gevonden bool, groepsgrootte int4?, maker_id uuid?
-- rows: many
-- index: aanvraag_op_school, aanvraag_een_per_keer, aanvraag_op_kopie, klas_uniek, klas_op_school, klas_jaar_uniek
select a.id, coalesce(n.naam, klas_zonder_schooljaar(c.naam)) as klas, n.id is not null as gevonden, n.groepsgrootte,
	(select l.account_id from lid l
		where l.account_id = a.gemaakt_door and l.school_id = a.school_id and l.status = 'actief' limit 1) as maker_id
from aanvraag a
join klas c on c.id = a.klas_id
left join lateral klas_nu(a.klas_id, a.niveau, :schooljaar::int4) n on true
where a.school_id = :school_id::uuid
	and a.van_datum between :van::date and :tot::date
	and a.status in ('open', 'gekoppeld')
	and not exists (select from aanvraag e
		where e.reeks_id = a.reeks_id and e.reeks_keer < a.reeks_keer and e.status in ('open', 'gekoppeld') and e.van_datum >= :van::date)
	-- Counted, so that it is asked for each by the index.
	and (select count(*) from aanvraag k where k.kopie_van = a.id and (k.overname_schooljaar = :schooljaar::int4 or k.van_datum >= :vanaf::date)) = 0
order by a.van_datum, a.id
limit :aantal::int8
