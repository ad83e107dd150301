-- Behind which placing the publishing or withdrawing of a plan is.
-- in: id uuid, na_nr int4
-- rows: none
-- index: planning_uniek
update planning p
set versie = p.versie + 1, na_nr = :na_nr::int4
where p.id = :id::uuid
