-- What the saved searches of a member found, the last first.
-- in: account_id uuid, lid_id uuid, voor_nummer int8, aantal int8
-- out: nummer int8, ding_id uuid, zoekopdracht_id uuid, gevonden_op timestamptz
-- rows: many
-- index: zoektreffer_in_volgorde, zoekopdracht_op_lid
select t.nummer, t.ding_id, z.id as zoekopdracht_id, t.gevonden_op
from zoektreffer t
join zoekopdracht z on z.id = t.zoekopdracht_id
where t.account_id = :account_id::uuid
	and t.nummer < :voor_nummer::int8
	and z.lid_id = :lid_id::uuid
order by t.nummer desc
limit :aantal::int8
