-- Nobody else is looked for: the whole rondgang was called off, or another one is proposed.
-- in: aanvraag_id uuid, reden text, nu timestamptz
-- as: systeem: only the program itself changes refills
-- rows: none
-- index: bijvulling_een_wacht_per_aanvraag
update bijvulling b
set status = 'gestopt', reden = :reden::text, versie = b.versie + 1, gewijzigd_op = :nu::timestamptz
where b.aanvraag_id = :aanvraag_id::uuid
	and b.status = 'wacht'
