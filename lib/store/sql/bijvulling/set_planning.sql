-- What is proposed next was chosen by this plan.
-- in: id uuid, planning_id uuid
-- as: systeem: only the program itself changes refills
-- rows: none
-- index: bijvulling_uniek
update bijvulling b
set planning_id = :planning_id::uuid
where b.id = :id::uuid and b.status = 'wacht'
