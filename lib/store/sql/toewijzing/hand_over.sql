-- Assigns some of the requests of one member of staff to another; how many.
-- in: van_account_id uuid, naar_account_id uuid, door uuid?, nu timestamptz, aantal int8
-- out: aantal int8
-- rows: one
-- index: toewijzing_op_account, toewijzing_uniek
with deel as (
	select t.id from toewijzing t where t.account_id = :van_account_id::uuid order by t.id limit :aantal::int8 for update
), over as (
	update toewijzing t
	set account_id = :naar_account_id::uuid, versie = t.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from deel d
	where t.id = d.id
	returning t.id
)
select count(*)::int8 as aantal from over o
