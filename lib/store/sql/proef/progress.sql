-- A sign of life of the worker that is at a trial, and how far it is; none when another took it over.
-- in: id uuid, poging int4, gedaan int4, nu timestamptz
-- out: id uuid
-- rows: maybe
-- index: proef_uniek
update proef p
set versie = p.versie + 1, gedaan = :gedaan::int4, gezien_op = :nu::timestamptz
where p.id = :id::uuid
	and p.poging = :poging::int4
	and p.status = 'bezig'
returning p.id
