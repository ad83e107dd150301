-- Gives some of the open tasks of one member of staff to another; how many.
-- in: van_account_id uuid, naar_account_id uuid, door uuid?, nu timestamptz, aantal int8
-- out: aantal int8
-- rows: one
-- index: taak_open_van, taak_uniek
with deel as (
	select t.id from taak t where t.eigenaar_id = :van_account_id::uuid and t.klaar_op is null order by t.id limit :aantal::int8 for update
), over as (
	update taak t
	set eigenaar_id = :naar_account_id::uuid, versie = t.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from deel d
	where t.id = d.id
	returning t.id
)
select count(*)::int8 as aantal from over o
