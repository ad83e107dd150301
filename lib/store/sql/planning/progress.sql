-- A sign of life of the worker that is at a plan, and how far it is; none when another took it over, or staff stopped it. Back comes how long solving
-- may take by now.
-- in: id uuid, poging int4, fase text, gedaan int4, geplaatst int4?, bediend int4?, grens int8?, nu timestamptz
-- out: max_seconden int4
-- rows: maybe
-- index: planning_uniek
update planning p
set versie = p.versie + 1, fase = :fase::text, gedaan = :gedaan::int4, geplaatst = :geplaatst::int4, bediend = :bediend::int4, grens = :grens::int8,
	gezien_op = :nu::timestamptz
where p.id = :id::uuid
	and p.poging = :poging::int4
	and p.status = 'bezig'
returning p.max_seconden
