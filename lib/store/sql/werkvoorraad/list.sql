-- The next things that wait for staff, what ends first at the top. A branch for each question, the one that finds the fewest rows
-- first; the others thin out what it found: see README.md.
-- in: campagne_id uuid?, toegewezen_aan uuid?, kring_id uuid?, gemeente_code text?, risico text?, wat text?, soort text?, sinds_voor timestamptz?, niemand bool,
--     na_op timestamptz, na_id uuid, aantal int8
-- out: id uuid, wat text, aanvraag_id uuid?, soort text?, onderwerp text, school_id uuid?, school_naam text?, gemeente_code text?, kring_id uuid?,
--      sinds_op timestamptz, eindigt_op timestamptz, risico text, risico_redenen text[], eerste_door uuid?, toegewezen_aan uuid?, open_taken int8
-- rows: many
-- index: werkvoorraad_op_aanvraag, aanvraag_op_campagne, werkvoorraad_op_toegewezen, werkvoorraad_op_kring, werkvoorraad_op_gemeente, werkvoorraad_op_risico, werkvoorraad_op_wat, werkvoorraad_op_soort, werkvoorraad_op_einde, aanvraag_uniek, school_uniek, koppeling_uniek, reservering_uniek, faciliteit_uniek, inschrijving_uniek, plek_uniek, taak_op_aanvraag
select v.id, v.wat, v.aanvraag_id, v.soort, coalesce(a.onderwerp, f.titel, p.titel) as onderwerp, s.id as school_id, s.naam as school_naam, v.gemeente_code, v.kring_id, v.sinds_op,
	v.eindigt_op, v.risico, coalesce(k.risico, '{}') as risico_redenen, k.eerste_door, v.toegewezen_aan,
	(select count(*) from taak t where t.aanvraag_id = v.aanvraag_id and t.klaar_op is null)::int8 as open_taken
from (
	(select w.id, w.wat, w.aanvraag_id, w.soort, w.gemeente_code, w.kring_id, w.sinds_op, w.eindigt_op, w.risico, w.toegewezen_aan
	from werkvoorraad w
	where :campagne_id::uuid is not null
		and w.aanvraag_id = any (array(select a.id from aanvraag a where a.campagne_id = :campagne_id::uuid))
		and (w.eindigt_op, w.id) > (:na_op::timestamptz, :na_id::uuid)
		and (:toegewezen_aan::uuid is null or w.toegewezen_aan = :toegewezen_aan::uuid)
		and (:kring_id::uuid is null or w.kring_id = :kring_id::uuid)
		and (:gemeente_code::text is null or w.gemeente_code = :gemeente_code::text)
		and (:risico::text is null or w.risico = :risico::text)
		and (:wat::text is null or w.wat = :wat::text)
		and (:soort::text is null or w.soort = :soort::text)
		and (:sinds_voor::timestamptz is null or w.sinds_op <= :sinds_voor::timestamptz)
		and (not :niemand::bool or w.toegewezen_aan is null)
	order by w.eindigt_op, w.id
	limit :aantal::int8)
	union all
	(select w.id, w.wat, w.aanvraag_id, w.soort, w.gemeente_code, w.kring_id, w.sinds_op, w.eindigt_op, w.risico, w.toegewezen_aan
	from werkvoorraad w
	where :campagne_id::uuid is null and :toegewezen_aan::uuid is not null
		and w.toegewezen_aan = :toegewezen_aan::uuid
		and (w.eindigt_op, w.id) > (:na_op::timestamptz, :na_id::uuid)
		and (:kring_id::uuid is null or w.kring_id = :kring_id::uuid)
		and (:gemeente_code::text is null or w.gemeente_code = :gemeente_code::text)
		and (:risico::text is null or w.risico = :risico::text)
		and (:wat::text is null or w.wat = :wat::text)
		and (:soort::text is null or w.soort = :soort::text)
		and (:sinds_voor::timestamptz is null or w.sinds_op <= :sinds_voor::timestamptz)
	order by w.eindigt_op, w.id
	limit :aantal::int8)
	union all
	(select w.id, w.wat, w.aanvraag_id, w.soort, w.gemeente_code, w.kring_id, w.sinds_op, w.eindigt_op, w.risico, w.toegewezen_aan
	from werkvoorraad w
	where coalesce(:campagne_id::uuid, :toegewezen_aan::uuid) is null and :kring_id::uuid is not null
		and w.kring_id = :kring_id::uuid
		and (w.eindigt_op, w.id) > (:na_op::timestamptz, :na_id::uuid)
		and (:gemeente_code::text is null or w.gemeente_code = :gemeente_code::text)
		and (:risico::text is null or w.risico = :risico::text)
		and (:wat::text is null or w.wat = :wat::text)
		and (:soort::text is null or w.soort = :soort::text)
		and (:sinds_voor::timestamptz is null or w.sinds_op <= :sinds_voor::timestamptz)
		and (not :niemand::bool or w.toegewezen_aan is null)
	order by w.eindigt_op, w.id
	limit :aantal::int8)
	union all
	(select w.id, w.wat, w.aanvraag_id, w.soort, w.gemeente_code, w.kring_id, w.sinds_op, w.eindigt_op, w.risico, w.toegewezen_aan
	from werkvoorraad w
	where coalesce(:campagne_id::uuid, :toegewezen_aan::uuid, :kring_id::uuid) is null and :gemeente_code::text is not null
		and w.gemeente_code = :gemeente_code::text
		and (w.eindigt_op, w.id) > (:na_op::timestamptz, :na_id::uuid)
		and (:risico::text is null or w.risico = :risico::text)
		and (:wat::text is null or w.wat = :wat::text)
		and (:soort::text is null or w.soort = :soort::text)
		and (:sinds_voor::timestamptz is null or w.sinds_op <= :sinds_voor::timestamptz)
		and (not :niemand::bool or w.toegewezen_aan is null)
	order by w.eindigt_op, w.id
	limit :aantal::int8)
	union all
	(select w.id, w.wat, w.aanvraag_id, w.soort, w.gemeente_code, w.kring_id, w.sinds_op, w.eindigt_op, w.risico, w.toegewezen_aan
	from werkvoorraad w
	where coalesce(:campagne_id::uuid, :toegewezen_aan::uuid, :kring_id::uuid) is null and :gemeente_code::text is null and :risico::text is not null
		and w.risico = :risico::text
		and (w.eindigt_op, w.id) > (:na_op::timestamptz, :na_id::uuid)
		and (:wat::text is null or w.wat = :wat::text)
		and (:soort::text is null or w.soort = :soort::text)
		and (:sinds_voor::timestamptz is null or w.sinds_op <= :sinds_voor::timestamptz)
		and (not :niemand::bool or w.toegewezen_aan is null)
	order by w.eindigt_op, w.id
	limit :aantal::int8)
	union all
	(select w.id, w.wat, w.aanvraag_id, w.soort, w.gemeente_code, w.kring_id, w.sinds_op, w.eindigt_op, w.risico, w.toegewezen_aan
	from werkvoorraad w
	where coalesce(:campagne_id::uuid, :toegewezen_aan::uuid, :kring_id::uuid) is null and coalesce(:gemeente_code::text, :risico::text) is null and :wat::text is not null
		and w.wat = :wat::text
		and (w.eindigt_op, w.id) > (:na_op::timestamptz, :na_id::uuid)
		and (:soort::text is null or w.soort = :soort::text)
		and (:sinds_voor::timestamptz is null or w.sinds_op <= :sinds_voor::timestamptz)
		and (not :niemand::bool or w.toegewezen_aan is null)
	order by w.eindigt_op, w.id
	limit :aantal::int8)
	union all
	(select w.id, w.wat, w.aanvraag_id, w.soort, w.gemeente_code, w.kring_id, w.sinds_op, w.eindigt_op, w.risico, w.toegewezen_aan
	from werkvoorraad w
	where coalesce(:campagne_id::uuid, :toegewezen_aan::uuid, :kring_id::uuid) is null and coalesce(:gemeente_code::text, :risico::text, :wat::text) is null and :soort::text is not null
		and w.soort = :soort::text
		and (w.eindigt_op, w.id) > (:na_op::timestamptz, :na_id::uuid)
		and (:sinds_voor::timestamptz is null or w.sinds_op <= :sinds_voor::timestamptz)
		and (not :niemand::bool or w.toegewezen_aan is null)
	order by w.eindigt_op, w.id
	limit :aantal::int8)
	union all
	(select w.id, w.wat, w.aanvraag_id, w.soort, w.gemeente_code, w.kring_id, w.sinds_op, w.eindigt_op, w.risico, w.toegewezen_aan
	from werkvoorraad w
	where coalesce(:campagne_id::uuid, :toegewezen_aan::uuid, :kring_id::uuid) is null and coalesce(:gemeente_code::text, :risico::text, :wat::text, :soort::text) is null
		and (w.eindigt_op, w.id) > (:na_op::timestamptz, :na_id::uuid)
		and (:sinds_voor::timestamptz is null or w.sinds_op <= :sinds_voor::timestamptz)
		and (not :niemand::bool or w.toegewezen_aan is null)
	order by w.eindigt_op, w.id
	limit :aantal::int8)
	order by eindigt_op, id
	limit :aantal::int8
) v
left join aanvraag a on a.id = v.aanvraag_id
left join reservering r on r.id = v.id
left join faciliteit f on f.id = r.faciliteit_id
left join inschrijving i on i.id = v.id
left join plek p on p.id = i.plek_id
left join school s on s.id = coalesce(a.school_id, r.school_id, i.school_id)
left join koppeling k on k.id = v.id
order by v.eindigt_op, v.id
