-- The next lists of a round by id that the caller sees, or just the one that is asked; a teacher, of what it asked itself.
-- in: id uuid?, keuzeronde_id uuid?, docent_id uuid?, na_id uuid, aantal int8
-- out: id uuid, keuzeronde_id uuid, soort text, status text, tot_op timestamptz, aanvraag_id uuid?, aanbod_id uuid?, vrijwilliger_id uuid?, keuzes uuid[],
--      ingevuld_op timestamptz?, versie int8
-- rows: many
-- index: keuzelijst_uniek, keuzelijst_op_ronde, keuzeronde_uniek, aanvraag_uniek
select l.id, l.keuzeronde_id, r.soort, r.status, r.tot_op, l.aanvraag_id, l.aanbod_id, l.vrijwilliger_id, l.keuzes, l.ingevuld_op, l.versie
from (
	(select k.id
	from keuzelijst k
	where :id::uuid is not null
		and k.id = :id::uuid)
	union all
	(select k.id
	from keuzelijst k
	left join aanvraag a on a.id = k.aanvraag_id
	where :id::uuid is null
		and k.keuzeronde_id = :keuzeronde_id::uuid
		and k.id > :na_id::uuid
		and (:docent_id::uuid is null or a.gemaakt_door = :docent_id::uuid)
	order by k.id
	limit :aantal::int8)
) v
join keuzelijst l on l.id = v.id
join keuzeronde r on r.id = l.keuzeronde_id
left join aanvraag q on q.id = l.aanvraag_id
where :docent_id::uuid is null or q.gemaakt_door = :docent_id::uuid
order by l.id
