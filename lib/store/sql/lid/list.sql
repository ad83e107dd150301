-- The next members by id of an account or an organisation (or all: none given). A branch for each question: see README.md.
-- in: account_id uuid?, school_id uuid?, bedrijf_id uuid?, kring_id uuid?, status text?, na_id uuid, aantal int8
-- out: ids uuid[]
-- rows: one
-- index: lid_uniek, lid_op_account, lid_op_school, lid_op_bedrijf, lid_op_vrijwilliger, vrijwilliger_op_bedrijf, lid_op_kring, lid_op_status
select coalesce(array_agg(v.id order by v.id), '{}') as ids
from (
	(select l.id
	from lid l
	where :account_id::uuid is not null
		and l.account_id = :account_id::uuid
		and l.id > :na_id::uuid
		and (:status::text is null or l.status = :status::text)
	order by l.id
	limit :aantal::int8)
	union all
	(select l.id
	from lid l
	where :school_id::uuid is not null
		and l.school_id = :school_id::uuid
		and l.id > :na_id::uuid
		and (:status::text is null or l.status = :status::text)
	order by l.id
	limit :aantal::int8)
	union all
	(select l.id
	from lid l
	where :bedrijf_id::uuid is not null
		and l.bedrijf_id = :bedrijf_id::uuid
		and l.id > :na_id::uuid
		and (:status::text is null or l.status = :status::text)
	order by l.id
	limit :aantal::int8)
	union all
	(select l.id
	from lid l
	where :bedrijf_id::uuid is not null
		and l.vrijwilliger_id = any (array(
			select v.id from vrijwilliger v where v.bedrijf_id = :bedrijf_id::uuid))
		and l.id > :na_id::uuid
		and (:status::text is null or l.status = :status::text)
	order by l.id
	limit :aantal::int8)
	union all
	(select l.id
	from lid l
	where :kring_id::uuid is not null
		and l.kring_id = :kring_id::uuid
		and l.id > :na_id::uuid
		and (:status::text is null or l.status = :status::text)
	order by l.id
	limit :aantal::int8)
	union all
	(select l.id
	from lid l
	where coalesce(:account_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :kring_id::uuid) is null
		and :status::text is not null
		and l.status = :status::text
		and l.id > :na_id::uuid
	order by l.id
	limit :aantal::int8)
	union all
	(select l.id
	from lid l
	where coalesce(:account_id::uuid, :school_id::uuid, :bedrijf_id::uuid, :kring_id::uuid) is null
		and :status::text is null
		and l.id > :na_id::uuid
	order by l.id
	limit :aantal::int8)
	order by id
	limit :aantal::int8
) v
