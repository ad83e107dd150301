-- The next open requests on the waiting list in order of waiting: all, of a school, or of who made them. A branch for each question: see
-- README.md.
-- in: alle bool, school_id uuid?, docent_id uuid?, na_sinds timestamptz, na_id uuid, aantal int8
-- out: id uuid, school_id uuid, school_naam text, klas text, soort text, onderwerp text, van_datum date, tot_datum date, wacht_sinds timestamptz,
--      wacht_bericht_op timestamptz?
-- rows: many
-- index: aanvraag_wacht, school_uniek, klas_uniek
select v.id, v.school_id, s.naam as school_naam, c.naam as klas, v.soort, v.onderwerp, v.van_datum, v.tot_datum, v.wacht_sinds, v.wacht_bericht_op
from (
	(select a.id, a.school_id, a.klas_id, a.soort, a.onderwerp, a.van_datum, a.tot_datum, a.wacht_sinds, a.wacht_bericht_op
	from aanvraag a
	where :alle::bool
		and a.wacht_sinds is not null and a.status = 'open'
		and (a.wacht_sinds, a.id) > (:na_sinds::timestamptz, :na_id::uuid)
	order by a.wacht_sinds, a.id
	limit :aantal::int8)
	union all
	(select a.id, a.school_id, a.klas_id, a.soort, a.onderwerp, a.van_datum, a.tot_datum, a.wacht_sinds, a.wacht_bericht_op
	from aanvraag a
	where a.school_id = :school_id::uuid
		and a.wacht_sinds is not null and a.status = 'open'
		and (a.wacht_sinds, a.id) > (:na_sinds::timestamptz, :na_id::uuid)
	order by a.wacht_sinds, a.id
	limit :aantal::int8)
	union all
	(select a.id, a.school_id, a.klas_id, a.soort, a.onderwerp, a.van_datum, a.tot_datum, a.wacht_sinds, a.wacht_bericht_op
	from aanvraag a
	where a.gemaakt_door = :docent_id::uuid
		and a.wacht_sinds is not null and a.status = 'open'
		and (a.wacht_sinds, a.id) > (:na_sinds::timestamptz, :na_id::uuid)
	order by a.wacht_sinds, a.id
	limit :aantal::int8)
) v
join school s on s.id = v.school_id
join klas c on c.id = v.klas_id
order by v.wacht_sinds, v.id
limit :aantal::int8
