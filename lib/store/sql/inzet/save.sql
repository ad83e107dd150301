-- What became of one: a proposal, or why not.
-- in: planning_id uuid, nr int4, status text, koppeling_id uuid?, code text?
-- rows: none
-- index: inzet_uniek
update inzet i
set status = :status::text, koppeling_id = :koppeling_id::uuid, code = :code::text
where i.planning_id = :planning_id::uuid
	and i.nr = :nr::int4
