-- Ends a proposal that nobody answered in time. No row when that is no longer so, or when somebody is at it,
-- at its request or at its class: the next round is early enough.
-- in: id uuid, nu timestamptz
-- out: id uuid
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, klas_uniek
update koppeling k
set status = 'verlopen', reden = null, toelichting = null, versie = k.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = null, gewijzigd_rol = 'systeem'
where k.id = (
	select p.id
	from koppeling p
	join aanvraag a on a.id = p.aanvraag_id
	join klas c on c.id = p.klas_id
	where p.id = :id::uuid
		and p.status in ('voorgesteld', 'goedgekeurd', 'bevestigd')
		and p.verloopt_op <= :nu::timestamptz
	for no key update skip locked)
returning k.id
