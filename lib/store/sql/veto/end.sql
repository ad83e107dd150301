-- Says from which day on an exclusion holds no more; null: until further notice.
-- in: id uuid, eind_datum date?, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: veto_uniek
update veto w
set eind_datum = :eind_datum::date, versie = w.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where w.id = :id::uuid
returning w.versie
