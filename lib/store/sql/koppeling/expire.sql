-- Ends proposals whose day came without everybody's yes; other processes may do the same at the same time.
-- in: vandaag date, nu timestamptz, aantal int8
-- out: id uuid
-- rows: many
-- index: koppeling_uniek, koppeling_op_verloop
update koppeling k
set status = 'verlopen', reden = null, toelichting = null, versie = k.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = null, gewijzigd_rol = 'systeem'
where k.id in (
	select p.id from koppeling p
	where p.status in ('voorgesteld', 'goedgekeurd') and p.datum < :vandaag::date
	order by p.datum, p.id
	limit :aantal::int8
	for update skip locked)
returning k.id
