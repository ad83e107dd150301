-- Notes how many pupils of a class want a place first, second and third; what was noted before is replaced.
-- in: id uuid, plek_id uuid, school_id uuid, klas_id uuid, eerste int4, tweede int4, derde int4, account_id uuid, nu timestamptz
-- out: id uuid, versie int8
-- rows: one
-- index: plekwens_een_per_klas
insert into plekwens as w (id, plek_id, school_id, klas_id, eerste, tweede, derde, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :plek_id::uuid, :school_id::uuid, :klas_id::uuid, :eerste::int4, :tweede::int4, :derde::int4,
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (plek_id, klas_id) do update set eerste = excluded.eerste, tweede = excluded.tweede, derde = excluded.derde,
	versie = w.versie + 1, gewijzigd_op = excluded.gewijzigd_op, gewijzigd_door = excluded.gewijzigd_door
returning w.id, w.versie
