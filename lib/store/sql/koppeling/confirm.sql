-- One side confirms; when the other side had done so already the match becomes bevestigd.
-- in: id uuid, door_school bool, toelichting text?, nu timestamptz, account_id uuid?, rol text
-- out: status text, versie int8
-- rows: one
-- index: koppeling_uniek
update koppeling k
set school_bevestigd_op = case when :door_school::bool then :nu::timestamptz else k.school_bevestigd_op end,
	aanbieder_bevestigd_op = case when :door_school::bool then k.aanbieder_bevestigd_op else :nu::timestamptz end,
	status = case when (:door_school::bool and k.aanbieder_bevestigd_op is not null)
			or (not :door_school::bool and k.school_bevestigd_op is not null) then 'bevestigd' else k.status end,
	reden = null, toelichting = :toelichting::text, versie = k.versie + 1,
	gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid, gewijzigd_rol = :rol::text
where k.id = :id::uuid
returning k.status, k.versie
