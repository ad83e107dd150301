-- Moves what stands in the calendar to another half-day: the triggers refuse who may not, and give back one place for the other.
-- in: id uuid, datum date, dagdeel text, reden text, nu timestamptz, account_id uuid?, rol text
-- out: versie int8
-- rows: one
-- index: koppeling_uniek
update koppeling k
set datum = :datum::date, dagdeel = :dagdeel::text, reden = :reden::text, toelichting = null, andere_tijdvakken = '{}',
	versie = k.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid, gewijzigd_rol = :rol::text
where k.id = :id::uuid
returning k.versie
