-- A new app.
-- in: id uuid, naam text, adressen text[], nu timestamptz
-- rows: none
insert into app (id, naam, adressen, gemaakt_op)
values (:id::uuid, :naam::text, :adressen::text[], :nu::timestamptz)
