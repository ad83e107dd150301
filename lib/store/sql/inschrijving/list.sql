-- The next bookings of places by id: all, of a place, of a campaign; or those that a side made or that are of its visits; or only what waits for a yes. A
-- branch for each question: see README.md.
-- in: school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, plek_id uuid?, campagne_id uuid?, wacht bool, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: inschrijving_die_wacht, inschrijving_uniek, inschrijving_op_plek, inschrijving_agenda_van_plek, inschrijving_op_campagne, inschrijving_agenda_van_school, inschrijving_agenda_van_bedrijf, inschrijving_agenda_van_vrijwilliger, plek_op_bedrijf
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select i.id
	from inschrijving i
	where :wacht::bool and i.status = 'gevraagd'
		and i.id > :na_id::uuid
		and (:plek_id::uuid is null or i.plek_id = :plek_id::uuid)
		and (:campagne_id::uuid is null or i.campagne_id = :campagne_id::uuid)
		and (coalesce(:school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid) is null
			or i.school_id = :school_id::uuid or i.bedrijf_id = :bedrijf_id::uuid or i.vrijwilliger_id = :vrijwilliger_id::uuid
			or i.plek_id = any (array(select p.id from plek p where p.bedrijf_id = :bedrijf_id::uuid)))
	order by i.id
	limit :aantal::int8)
	union
	(select i.id
	from inschrijving i
	where coalesce(:school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid) is null and coalesce(:plek_id::uuid, :campagne_id::uuid) is null
		and not :wacht::bool
		and i.id > :na_id::uuid
	order by i.id
	limit :aantal::int8)
	union
	(select i.id
	from inschrijving i
	where coalesce(:school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid) is null and :plek_id::uuid is not null
		and i.plek_id = :plek_id::uuid
		and not :wacht::bool
		and i.id > :na_id::uuid
		and (:campagne_id::uuid is null or i.campagne_id = :campagne_id::uuid)
	order by i.id
	limit :aantal::int8)
	union
	(select i.id
	from inschrijving i
	where coalesce(:school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid) is null and :plek_id::uuid is null and :campagne_id::uuid is not null
		and i.campagne_id = :campagne_id::uuid
		and not :wacht::bool
		and i.id > :na_id::uuid
	order by i.id
	limit :aantal::int8)
	union
	(select i.id
	from inschrijving i
	where i.school_id = :school_id::uuid
		and not :wacht::bool
		and i.id > :na_id::uuid
		and (:plek_id::uuid is null or i.plek_id = :plek_id::uuid)
		and (:campagne_id::uuid is null or i.campagne_id = :campagne_id::uuid)
	order by i.id
	limit :aantal::int8)
	union
	(select i.id
	from inschrijving i
	where i.bedrijf_id = :bedrijf_id::uuid
		and not :wacht::bool
		and i.id > :na_id::uuid
		and (:plek_id::uuid is null or i.plek_id = :plek_id::uuid)
		and (:campagne_id::uuid is null or i.campagne_id = :campagne_id::uuid)
	order by i.id
	limit :aantal::int8)
	union
	(select i.id
	from inschrijving i
	where i.vrijwilliger_id = :vrijwilliger_id::uuid
		and not :wacht::bool
		and i.id > :na_id::uuid
		and (:plek_id::uuid is null or i.plek_id = :plek_id::uuid)
		and (:campagne_id::uuid is null or i.campagne_id = :campagne_id::uuid)
	order by i.id
	limit :aantal::int8)
	union
	(select i.id
	from inschrijving i
	where i.plek_id = any (array(select p.id from plek p where p.bedrijf_id = :bedrijf_id::uuid))
		and not :wacht::bool
		and i.id > :na_id::uuid
		and (:plek_id::uuid is null or i.plek_id = :plek_id::uuid)
		and (:campagne_id::uuid is null or i.campagne_id = :campagne_id::uuid)
	order by i.id
	limit :aantal::int8)
	order by id
	limit :aantal::int8
) v
