-- Other days or another reason for a closure, or that it is withdrawn.
-- in: id uuid, van_datum date, tot_datum date, reden text, ingetrokken bool, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: sluiting_uniek
update sluiting w
set van_datum = :van_datum::date, tot_datum = :tot_datum::date, reden = :reden::text,
	ingetrokken_op = case when :ingetrokken::bool then coalesce(w.ingetrokken_op, :nu::timestamptz) end,
	versie = w.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where w.id = :id::uuid
returning w.versie
