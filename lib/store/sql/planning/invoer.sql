-- What the engine was given for a plan and what it answered, to make it again; `heel`: the input is as its print says.
-- in: id uuid
-- out: invoer bytea, antwoord bytea?, afdruk text, heel bool, programma text, gewicht_versie int4, loting int8
-- rows: maybe
-- index: planning_uniek, gewicht_versie_id_uniek
select p.invoer, p.antwoord, p.afdruk, encode(sha256(p.invoer), 'hex') = p.afdruk as heel, p.programma, v.versie as gewicht_versie, p.loting
from planning p
join gewicht_versie v on v.id = p.gewicht_id
where p.id = :id::uuid
	and p.invoer is not null
