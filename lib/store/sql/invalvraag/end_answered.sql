-- A question that nobody can say yes to any more, as all said no or have another address, ends when another is asked.
-- in: aanvraag_id uuid, account_id uuid, nu timestamptz
-- rows: none
-- index: invalvraag_een_open_per_aanvraag, invaller_uniek
update invalvraag v
set status = 'gesloten', versie = v.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where v.aanvraag_id = :aanvraag_id::uuid and v.status = 'open'
	and not exists (select from invaller i where i.invalvraag_id = v.id and i.status = 'gevraagd' and i.verloopt_op > :nu::timestamptz)
