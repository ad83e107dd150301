-- A mark of a school for the kit that was used.
-- in: id uuid, koppeling_id uuid, lespakket_id uuid, cijfer int4, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
insert into waardering as w (id, koppeling_id, lespakket_id, cijfer, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :koppeling_id::uuid, :lespakket_id::uuid, :cijfer::int4, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
returning w.versie
