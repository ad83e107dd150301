-- The open proposal of a side ends: another one of the same side comes in its place.
-- in: koppeling_id uuid, kant text, account_id uuid, nu timestamptz
-- rows: none
-- index: verzetvoorstel_een_open
update verzetvoorstel v
set status = 'vervallen', versie = v.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where v.koppeling_id = :koppeling_id::uuid
	and v.kant = :kant::text
	and v.status = 'open'
