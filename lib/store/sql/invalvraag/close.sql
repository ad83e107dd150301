-- Nobody is asked to stand in any more.
-- in: id uuid, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: invaller_uniek, invalvraag_uniek
with vol as (
	update invaller i set status = 'vol' where i.invalvraag_id = :id::uuid and i.status = 'gevraagd'
)
update invalvraag v
set status = 'gesloten', versie = v.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where v.id = :id::uuid
returning v.versie
