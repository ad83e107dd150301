-- From now on the worker does it. No row when that was said before, or the preview is too old.
-- in: id uuid, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: overdracht_uniek
update overdracht o
set status = 'loopt', versie = o.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where o.id = :id::uuid
	and o.status = 'voorbeeld'
	and o.geldig_tot_op > :nu::timestamptz
returning o.versie
