-- Gives a plan back that a worker has to leave: the next one begins it at once. That counts as no attempt: that worker writes nothing more, so the next
-- one may have its number.
-- in: id uuid, poging int4
-- rows: none
-- index: planning_uniek
update planning p
set gezien_op = null, fase = null, poging = p.poging - 1, versie = p.versie + 1
where p.id = :id::uuid
	and p.poging = :poging::int4
	and p.status = 'bezig'
