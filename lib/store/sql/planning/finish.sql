-- What a plan came to; none when another worker took it over, or staff stopped it.
-- in: id uuid, poging int4, invoer bytea, uitkomst text, antwoord bytea, programma text, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: planning_uniek
update planning p
set status = 'klaar', fase = null, geplaatst = null, bediend = null, grens = null, invoer = :invoer::bytea, uitkomst = :uitkomst::text::jsonb, antwoord = :antwoord::bytea, programma = :programma::text,
	versie = p.versie + 1, gewijzigd_op = :nu::timestamptz
where p.id = :id::uuid
	and p.poging = :poging::int4
	and p.status = 'bezig'
returning p.versie
