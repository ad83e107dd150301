-- How a trial ended; none when another worker took it over.
-- in: id uuid, poging int4, status text, uitkomst text?, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: proef_uniek
update proef p
set status = :status::text, uitkomst = :uitkomst::text::jsonb, versie = p.versie + 1, gewijzigd_op = :nu::timestamptz
where p.id = :id::uuid
	and p.poging = :poging::int4
	and p.status = 'bezig'
returning p.versie
