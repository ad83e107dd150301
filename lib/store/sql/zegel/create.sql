-- The next seal; no row when another worker made it.
-- in: nummer int8, nu timestamptz, transactie int8, audit_id int8, regels bytea, hash bytea, merk bytea?
-- out: nummer int8
-- rows: maybe
-- index: zegel_uniek
insert into zegel (nummer, op, transactie, audit_id, regels, hash, merk)
values (:nummer::int8, :nu::timestamptz, :transactie::int8, :audit_id::int8, :regels::bytea, :hash::bytea, :merk::bytea)
on conflict (nummer) do nothing
returning nummer
