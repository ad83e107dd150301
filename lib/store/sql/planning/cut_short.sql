-- Solving a plan ends now, with the best that there is; none when it is not being made.
-- in: id uuid, account_id uuid
-- out: versie int8
-- rows: maybe
-- index: planning_uniek
update planning p
set max_seconden = 0, gewijzigd_door = :account_id::uuid, versie = p.versie + 1
where p.id = :id::uuid
	and p.status = 'bezig'
returning p.versie
