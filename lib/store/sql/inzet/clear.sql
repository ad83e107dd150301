-- Takes away what a worker that lost a plan wrote of it.
-- in: planning_id uuid
-- rows: none
-- index: inzet_een_per_aanvraag
delete from inzet i
where i.planning_id = :planning_id::uuid
