-- A pair was proposed, or could not be: why. What another did meanwhile stays.
-- in: keuzeronde_id uuid, aanvraag_id uuid, koppeling_id uuid?, melding text?, nu timestamptz
-- rows: none
-- index: verdeling_regel_uniek
update verdeling_regel g
set koppeling_id = :koppeling_id::uuid, melding = :melding::text, klaar_op = :nu::timestamptz
where g.keuzeronde_id = :keuzeronde_id::uuid and g.aanvraag_id = :aanvraag_id::uuid and g.klaar_op is null
