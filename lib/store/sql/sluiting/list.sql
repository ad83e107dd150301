-- Closures by id: the next ones of a school, a company or a volunteer (or of all: no holder), or just the one that is asked. With how
-- many matches were agreed on those days, and how many bookings of its facilities its last change called off. Those of people when these may be seen.
-- in: id uuid?, alle bool, mensen bool, houder uuid?, na_id uuid, aantal int8
-- out: id uuid, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, van_datum date, tot_datum date, reden text, ingetrokken bool, versie int8, koppelingen int4, afgezegd int4
-- rows: many
-- index: sluiting_uniek, sluiting_op_houder, koppeling_agenda_van_school, koppeling_agenda_van_bedrijf, koppeling_agenda_van_vrijwilliger, faciliteit_op_school, faciliteit_op_bedrijf, reservering_op_faciliteit
with bladzijde as materialized (
	(select w.id
	from sluiting w
	where :id::uuid is not null
		and w.id = :id::uuid
		and (:alle::bool or w.houder = :houder::uuid)
		and (:mensen::bool or w.vrijwilliger_id is null))
	union all
	(select w.id
	from sluiting w
	where :id::uuid is null
		and :houder::uuid is not null
		and w.houder = :houder::uuid
		and w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8)
	union all
	(select w.id
	from sluiting w
	where :id::uuid is null
		and :houder::uuid is null
		and :alle::bool
		and (:mensen::bool or w.vrijwilliger_id is null)
		and w.id > :na_id::uuid
	order by w.id
	limit :aantal::int8)
)
select w.id, w.school_id, w.bedrijf_id, w.vrijwilliger_id, w.van_datum, w.tot_datum, w.reden, w.ingetrokken_op is not null as ingetrokken,
	w.versie,
	(select count(*)::int4
	from (
		select from koppeling k
		where k.school_id = w.school_id and k.datum between w.van_datum and w.tot_datum
			and k.status in ('goedgekeurd', 'bevestigd', 'ingepland')
		union all
		select from koppeling k
		where k.bedrijf_id = w.bedrijf_id and k.datum between w.van_datum and w.tot_datum
			and k.status in ('goedgekeurd', 'bevestigd', 'ingepland')
		union all
		select from koppeling k
		where k.vrijwilliger_id = w.vrijwilliger_id and k.datum between w.van_datum and w.tot_datum
			and k.status in ('goedgekeurd', 'bevestigd', 'ingepland')
	) n) as koppelingen,
	(select count(*)::int4
	from (
		select f.id from faciliteit f where f.school_id = w.school_id
		union all
		select f.id from faciliteit f where f.bedrijf_id = w.bedrijf_id
	) f
	join reservering r on r.faciliteit_id = f.id
	where r.datum between w.van_datum and w.tot_datum and r.ruimte_dicht and r.gewijzigd_op = w.gewijzigd_op) as afgezegd
from bladzijde p
join sluiting w on w.id = p.id
order by w.id
