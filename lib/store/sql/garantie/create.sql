-- Guarantees so many learn-and-work places of a sector in a school year.
-- in: id uuid, thema text, schooljaar int4, aantal int4, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
insert into garantie as g (id, thema, schooljaar, aantal, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :thema::text, :schooljaar::int4, :aantal::int4, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
returning g.versie
