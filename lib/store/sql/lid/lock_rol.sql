-- Waits for whoever is just leaving this role of this organisation, until the end of the transaction: of the last two who leave at
-- once the second sees that the first is gone.
-- in: id uuid
-- out: rol text
-- rows: one
-- index: lid_uniek
with slot as materialized (
	select l.rol, pg_advisory_xact_lock(hashtextextended(
		concat_ws(' ', 'lid', l.rol, l.school_id, l.bedrijf_id), 0))::text as gehouden
	from lid l
	where l.id = :id::uuid
)
select s.rol from slot s where s.gehouden = ''
