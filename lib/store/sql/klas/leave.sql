-- A class leaves its school: its name becomes free, and still says which class it was.
-- in: id uuid, schooljaar int4, vandaag date, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: klas_uniek
update klas c
set naam = left(c.naam, 48) || ' (' || :schooljaar::int4 || '-' || :schooljaar::int4 + 1 || ')', -- 60 is the most
	vertrokken_datum = :vandaag::date,
	versie = c.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where c.id = :id::uuid
returning c.versie
