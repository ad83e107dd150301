-- Ends a match whose supplier leaves: a proposal is rejected, what was approved is called off. No row when it ended meanwhile.
-- in: id uuid, reden text, door uuid?, nu timestamptz
-- out: id uuid
-- rows: maybe
-- index: koppeling_uniek, tijd_uniek
update koppeling k
set status = case k.status when 'voorgesteld' then 'afgewezen' else 'geannuleerd' end, reden = :reden::text, toelichting = null,
	andere_tijdvakken = '{}', versie = k.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid,
	gewijzigd_rol = 'medewerker'
where k.id = :id::uuid and halte_houd(k.id)
	and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland')
	and (select t.laatste_op from koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t) > :nu::timestamptz
returning k.id
